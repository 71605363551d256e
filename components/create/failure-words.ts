import type { Problem } from "@/lib/contracts/problem";
import { problemSentences } from "@/lib/words/problem";
import { waitWords } from "@/lib/words/wait";

const EFFECT = {
  none: "Nothing was created.",
  perhaps: "It may have been created. Trying again is safe: the same request finds the same instance.",
};

/** Why nothing came back, whether anything was created all the same, and how long to wait: each said once. */
export function failureSentences(problem: Problem): string[] {
  const { effect, retryAfter } = problem;
  const sentences = problemSentences(problem, EFFECT);
  // Where nothing was created, a server that names a wait has said it in its own sentence.
  if (effect === "maybe-changed" && retryAfter !== undefined)
    sentences.push(`Try again in ${waitWords(retryAfter)}.`);
  return sentences;
}
