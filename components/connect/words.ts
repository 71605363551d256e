import type { Attempt } from "@/lib/contracts/connect";
import type { VisitorWords } from "@/lib/words/visitor/en";
import type { ConnectPhase } from "./phase";
import type { Spoken } from "./visitor-words";

const PHASES = {
  opening: "phaseOpening",
  blocked: "phaseBlocked",
  "not-begun": "notConnected",
  waiting: "phaseWaiting",
  "maybe-closed": "phaseMaybeClosed",
  confirming: "phaseConfirming",
  connected: "phaseConnected",
  unconfirmed: "phaseUnconfirmed",
  failed: "notConnected",
  expired: "expired",
} as const satisfies Record<Exclude<ConnectPhase, "idle">, keyof VisitorWords>;

/** What is said of a phase, politely, while the focus stays where it is. */
export function phaseWords(phase: ConnectPhase, words: VisitorWords): string {
  return phase === "idle" ? "" : words[PHASES[phase]];
}

/** Why nothing came of a connecting, in sentences; undefined in every phase that is no such end. */
export function failureReason(
  phase: ConnectPhase,
  attempt: Attempt | null,
  { language, words }: Spoken,
): string | undefined {
  // What the server says is English.
  const told = language === "en" ? attempt?.reason : undefined;
  switch (phase) {
    case "not-begun":
      return words.notBegun;
    case "expired":
      return told ?? words.nobodyFinished;
    case "failed":
      return told ?? (language === "en" ? undefined : words.notConnected);
    default:
      return undefined;
  }
}
