import type { Problem } from "@/lib/contracts/problem";
import { problemCode } from "@/lib/contracts/terms/problem";

/** What is said of a change that failed, where the failure's own sentence leaves it open. */
export type EffectSentences = { none: string; perhaps: string };

const ANY_CHANGE: EffectSentences = { none: "", perhaps: "It may have been done all the same." };

/** A failure in sentences: what happened, and what became of the change that was asked for, each said once. */
export function problemSentences(
  problem: Pick<Problem, "type" | "status" | "detail" | "effect">,
  { none, perhaps }: EffectSentences = ANY_CHANGE,
): string[] {
  const { detail, effect } = problem;
  if (tellsEffect(problem)) return [detail];
  return [detail, effect === "maybe-changed" ? perhaps : none].filter(Boolean);
}

/** Whoever spoke with an upstream, or sent nothing for want of a connection, has said so in the detail already. */
function tellsEffect({ type, status, effect }: Pick<Problem, "type" | "status" | "effect">): boolean {
  if (effect === undefined || effect === "changed") return true;
  return problemCode(type).startsWith("upstream-") || (status === 0 && effect === "nothing-changed");
}
