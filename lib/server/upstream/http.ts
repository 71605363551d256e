import type { CallerOptions } from "./klavis/call";
import { createKlavisUpstream } from "./klavis/upstream";
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
  // As it is when the process starts: around a request, Next wraps it into a cache, which has no place here.
  const send = globalThis.fetch;
  return createKlavisUpstream({ ...options, fetch: (request) => send(request), pace: createPace(rate) });
}
