import type { CreateJobRequest } from "@/lib/contracts/job";
import { countWords, plural } from "@/lib/words/count";

export type BulkAction = CreateJobRequest["action"];

/** More than this many are not changed by one press, and not deleted without their number being typed. */
export const FEW = 20;

type Confirmation = {
  title: string;
  /** Says what stops working, or what begins to. */
  description: string;
  confirmLabel: string;
  kind: "danger" | "primary";
  /** What has to be typed, in digits. */
  typed?: string;
};

/** What is asked before an action on that many instances; nothing where it is harmless or soon undone. */
export function confirmationOf(action: BulkAction, count: number): Confirmation | null {
  const what = countWords(count, "instance");
  const their = plural(count, "Its", "Their");
  const them = plural(count, "it", "them");
  if (action === "delete") {
    return {
      title: `Delete ${what}?`,
      description:
        `${their} server ${plural(count, "URL stops", "URLs stop")} working at once, for every agent that uses ` +
        `${them}, and the accounts behind ${them} are no longer connected. ` +
        "This cannot be undone.",
      confirmLabel: `Delete ${what}`,
      kind: "danger",
      ...(count > FEW && { typed: String(count) }),
    };
  }
  if (action === "refresh" || count <= FEW) return null;
  const readOnly = action === "make-read-only";
  return {
    title: `Make ${what} ${readOnly ? "read-only" : "writable"}?`,
    description: readOnly
      ? "Their agents can look from then on, and change nothing. What they write today stops working."
      : "Their agents can change things in the connected accounts from then on.",
    confirmLabel: `Make ${what} ${readOnly ? "read-only" : "writable"}`,
    kind: "primary",
  };
}

/** Whether what somebody typed is the number that was asked for; "1,284" is as good as "1284". */
export function isTyped(typed: string, wanted: string | undefined): boolean {
  return wanted === undefined || typed.replace(/[\s,.]/g, "") === wanted;
}
