import type { CallerOptions } from "./call";
import { createKlavisUpstream } from "./klavis";
import { createPace } from "./pace";
import type { Upstream } from "./port";

/**
 * Klavis Cloud, or whatever speaks its API at `baseUrl`.
 * @param rate requests a second to the account; every caller of the returned upstream shares them
 */
export function createHttpUpstream({
  rate,
  ...options
}: Omit<CallerOptions, "fetch" | "pace"> & { rate: number }): Upstream {
  return createKlavisUpstream({ ...options, fetch: (request) => fetch(request), pace: createPace(rate) });
}
