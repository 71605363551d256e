import { createConfiguredFetch } from "../egress/configured-fetch";
import type { Env } from "../process/env";
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
  proxy,
  ...options
}: Omit<CallerOptions, "fetch" | "pace"> & { rate: number; proxy?: Env["proxy"] }): Upstream {
  return createKlavisUpstream({ ...options, fetch: createConfiguredFetch(proxy), pace: createPace(rate) });
}
