import type { Problem } from "@/lib/contracts/problem";
import { problemType } from "@/lib/contracts/terms/problem";
import { PatchbayError, PROBLEM_KINDS } from "../errors";
import type { Logger } from "../process/log";

/** A failure as an RFC 9457 answer. */
export function problemResponse(known: PatchbayError, requestId: string): Response {
  const { status, title } = PROBLEM_KINDS[known.code];
  const problem: Problem = {
    type: problemType(known.code),
    title,
    status,
    detail: known.message,
    fields: known.fields,
    retryAfter: known.retryAfter,
    effect: known.effect,
    requestId,
  };
  return Response.json(problem, {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...(known.retryAfter !== undefined && { "retry-after": String(Math.ceil(known.retryAfter)) }),
    },
  });
}

/**
 * Any failure as one of ours. What was not thrown on purpose is logged with its cause and told as a plain 500.
 * @param method the request's: nobody knows how far a change came that failed unforeseen
 */
export function asKnown(error: unknown, method: string, requestId: string, log: Logger): PatchbayError {
  if (error instanceof PatchbayError) return error;
  log.error({ requestId, err: error }, "unexpected error");
  return new PatchbayError(
    "internal",
    isDiskFull(error)
      ? "The database's disk is full, and nothing can be changed until whoever runs the console makes room there."
      : "This is a fault of the console, not of what you entered. Its log has the details under the request id.",
    method === "GET" ? {} : { effect: "maybe-changed" },
  );
}

/** Whether the database says so, in whatever a query's failure was wrapped. */
function isDiskFull(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth += 1) {
    if ("code" in cause && cause.code === "53100") return true;
  }
  return false;
}
