import { healthSchema } from "@/lib/contracts/health";
import { request } from "./request";
import { RequestError } from "./request-error";

/** `GET /api/health`: whether the console answers at all. One on the person's own machine does without any network. */
export async function isReachable(): Promise<boolean> {
  try {
    await request("/api/health", { answer: healthSchema });
    return true;
  } catch (error) {
    return error instanceof RequestError && error.problem.status !== 0;
  }
}
