import type { ConnectPhase } from "./phase";

/** What is said of a phase, politely, while the focus stays where it is. */
export const PHASE_WORDS: Record<ConnectPhase, string> = {
  idle: "",
  opening: "Opening the sign-in window.",
  blocked: "The browser blocked the window.",
  waiting: "Waiting for consent in the other window.",
  "maybe-closed": "Still waiting. If the window is gone, reopen it or cancel.",
  confirming: "Back from the provider. Checking that the account is connected.",
  connected: "Connected.",
  failed: "Not connected.",
  expired: "The attempt has expired.",
};
