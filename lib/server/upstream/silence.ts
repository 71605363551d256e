import type { ProblemCode } from "@/lib/contracts/problem";
import { PatchbayError } from "../errors";

const SILENT: readonly ProblemCode[] = [
  "upstream-unavailable",
  "upstream-timeout",
  "upstream-rate-limited",
  "upstream-unauthorized",
];

/** Whether an upstream did not answer as a whole: down, busy, or closed to the console. Asking for more is no use then. */
export function isSilent(error: unknown): boolean {
  return error instanceof PatchbayError && SILENT.includes(error.code);
}
