import type { History } from "@/lib/contracts/history";
import { instanceStatusSchema } from "@/lib/contracts/status";
import { STATUS_LABELS } from "@/lib/words/labels";

export type HistoryEvent = History["events"][number];

/** What somebody did, as a sentence that their name begins. An action that has no words here is shown as it is recorded. */
export function historyWords({ action, outcome, details }: HistoryEvent): string {
  const done = outcome === "succeeded";
  switch (action) {
    case "instance.create":
      if (details.adopted === true) return "took it into the record";
      return details.created === false ? "asked for it again, and was given this one" : "created it";
    case "instance.update":
      // A create that could not keep its promise of read-only puts the record right.
      if (!done && isChange(details.isReadOnly))
        return "asked for read-only, which the upstream did not confirm";
      return updateWords(details.isReadOnly);
    case "instance.observe":
      return observationWords(details);
    case "instance.reveal":
      return "looked at or copied the server URL";
    case "instance.set-auth":
      return done ? "passed on a key of the account" : "passed on a key that the upstream did not take";
    case "instance.deauthorize":
      return "removed the authorization";
    case "instance.call-tool":
      return `ran ${typeof details.tool === "string" ? details.tool : "a tool"}${done ? "" : ", which failed"}`;
    case "connect.start":
      return "began to connect the account";
    case "connect.return":
      if (done) return "connected the account";
      return details.state === "expired"
        ? "did not finish connecting in time"
        : "came back without the account";
    case "connect.cancel":
      return "gave up connecting the account";
    default:
      return action;
  }
}

function updateWords(change: unknown): string {
  if (!isChange(change)) return "changed it";
  if (change.from === change.to) return "left it as it was";
  return change.to === true ? "made it read-only" : "let it write";
}

function observationWords({ status, missing }: HistoryEvent["details"]): string {
  if (isChange(missing) && missing.from !== missing.to) {
    return missing.to === true ? "found it gone at its upstream" : "found it at its upstream again";
  }
  const known = instanceStatusSchema.safeParse(isChange(status) ? status.to : undefined);
  return known.success ? `saw it become “${STATUS_LABELS[known.data]}”` : "saw its state change";
}

const DETAIL_NAMES: Record<string, string> = {
  adopted: "Adopted",
  attempt: "Attempt",
  connectionType: "Transport",
  created: "New",
  instanceId: "Instance id",
  isReadOnly: "Read-only",
  legacy: "Legacy",
  missing: "Gone",
  platformName: "Platform",
  serverName: "Server",
  state: "State",
  status: "Status",
  tool: "Tool",
  upstream: "Upstream",
  userId: "User",
};

/** The details of an event, a name and a value each, in the order in which they were recorded. */
export function detailLines(details: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(details).map(([key, value]) => ({
    name: DETAIL_NAMES[key] ?? key,
    value: isChange(value) ? `${valueWords(value.from)} → ${valueWords(value.to)}` : valueWords(value),
  }));
}

function valueWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null || value === undefined) return "none";
  return JSON.stringify(value);
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}
