import type { Attempt } from "@/lib/contracts/connect";
import type { ConnectPhase } from "./phase";

/** What is said of a phase, politely, while the focus stays where it is. */
export const PHASE_WORDS: Record<ConnectPhase, string> = {
  idle: "",
  opening: "Opening the sign-in window.",
  blocked: "The browser blocked the window.",
  "not-begun": "Not connected.",
  waiting: "Waiting for consent in the other window.",
  "maybe-closed": "Still waiting. If the window is gone, reopen it or cancel.",
  confirming: "Back from the provider. Checking that the account is connected.",
  connected: "Connected.",
  unconfirmed:
    "Back from the provider. The account is connected, as it was before; whether it was connected anew, the upstream does not say.",
  failed: "Not connected.",
  expired: "The attempt has expired.",
};

/** Why nothing came of a connecting, in sentences; undefined in every phase that is no such end. */
export function failureReason(phase: ConnectPhase, attempt: Attempt | null): string | undefined {
  switch (phase) {
    case "not-begun":
      return "Connecting did not begin. The window says why.";
    case "expired":
      return attempt?.reason ?? "Nobody finished connecting in time.";
    case "failed":
      return attempt?.reason ?? undefined;
    default:
      return undefined;
  }
}
