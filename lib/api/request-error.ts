import type { Problem } from "@/lib/contracts/problem";
import { type ProblemCode, problemCode } from "@/lib/contracts/terms/problem";
import { problemSentences } from "@/lib/words/problem";

/** A request that failed, with all that the server said of it. `problem.requestId` is empty where no answer came. */
export class RequestError extends Error {
  override name = "RequestError";
  readonly code: ProblemCode;
  constructor(readonly problem: Problem) {
    super(problemSentences(problem).join(" "));
    this.code = problemCode(problem.type);
  }
}
