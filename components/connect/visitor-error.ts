import { RequestError } from "@/lib/api/request-error";
import { visitorProblem } from "@/lib/words/visitor/problem";
import type { Spoken } from "./visitor-words";

/** A failure in the language of whoever reads it. What the server says itself is English, and more exact. */
export function visitorError(error: unknown, { language, words }: Spoken): Error {
  if (language === "en" && error instanceof Error) return error;
  if (!(error instanceof RequestError)) return new Error(words.problemOther);
  const { problem } = error;
  const detail = visitorProblem(problem, words);
  const fields = Object.fromEntries(Object.keys(problem.fields ?? {}).map((name) => [name, [detail]]));
  return new RequestError({ ...problem, detail, fields, effect: undefined });
}
