import { RequestError } from "@/lib/api/request";

/** What to tell the person about a failed request; anything else is a fault of ours. */
export function failureWords(error: unknown): string {
  return error instanceof RequestError ? error.problem.detail : "Something went wrong here. Try again.";
}
