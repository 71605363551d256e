import { catalogueEntry, resolveServerName } from "@/lib/catalogue/server-name";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import { TRANSPORT_LABELS } from "@/lib/words/labels";
import type { DraftRequest } from "./preview";

const NEXT: Record<SignInKind, string> = {
  oauth:
    "The URL works once the account is connected: by you in a window, or by the user through a connect link.",
  key: "The URL works once the account is connected: with a key of it, from you or from the user through a connect link.",
  none: "The URL works at once: this server needs no account.",
};

/** What a form that is being filled in will create, in sentences. */
export function draftWords(draft: DraftRequest, upstream: string): string[] {
  const serverName = resolveServerName(draft.serverName);
  const userId = draft.userId.trim();
  if (!serverName && userId === "") {
    return ["Choose a server and name a user. You get its server URL."];
  }
  const platform = draft.platformName?.trim();
  const whose = `${userId || "a user"}${platform ? ` on ${platform}` : ""}`;
  const how = `${draft.isReadOnly ? "read-only" : "read and write"}, over ${TRANSPORT_LABELS[draft.connectionType]}`;
  const what = `${serverName ?? "A server"}${draft.legacy ? " (legacy)" : ""} for ${whose}: ${how}, at ${upstream}.`;
  return serverName ? [what, NEXT[catalogueEntry(serverName).auth]] : [what];
}
