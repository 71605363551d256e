import type { Problem } from "@/lib/contracts/problem";
import { type ProblemCode, problemCode } from "@/lib/contracts/terms/problem";
import type { VisitorWords } from "./en";
import { fill } from "./fill";

const SENTENCES = {
  invalid: "problemRejected",
  unauthenticated: "problemChanged",
  forbidden: "problemChanged",
  "foreign-origin": "problemChanged",
  "not-found": "problemChanged",
  conflict: "problemChanged",
  expired: "goneText",
  "too-large": "problemRejected",
  "rate-limited": "problemOften",
  "upstream-unauthorized": "problemAway",
  "upstream-rejected": "problemRejected",
  "upstream-not-found": "problemChanged",
  "upstream-rate-limited": "problemAway",
  "upstream-unavailable": "problemAway",
  "upstream-timeout": "problemAway",
  "upstream-invalid": "problemAway",
  internal: "problemOther",
} as const satisfies Record<ProblemCode, keyof VisitorWords>;

/** Seconds, where the server says none. */
const USUAL_WAIT = 60;

/** What went wrong and what to do, in the language of these words. A status of 0 is a request that was not sent. */
export function visitorProblem(
  {
    type,
    status,
    effect,
    retryAfter = USUAL_WAIT,
  }: Pick<Problem, "type" | "status" | "effect" | "retryAfter">,
  words: VisitorWords,
): string {
  if (status === 0 && effect === "nothing-changed") return words.problemOffline;
  return fill(words[SENTENCES[problemCode(type)]], { seconds: Math.ceil(retryAfter) });
}
