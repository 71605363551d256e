import { createConfiguredFetch } from "../egress/configured-fetch";
import type { Env } from "../process/env";
import type { CallerOptions } from "./klavis/call";
import { createKlavisUpstream } from "./klavis/upstream";
import { createPace, type SharedStarts } from "./pace";
import type { Upstream } from "./port";

/**
 * Klavis Cloud, or whatever speaks its API at `baseUrl`.
 * @param rate requests a second to the account; every caller of the returned upstream shares them
 * @param sharedStarts shares them with other processes too
 */
export function createHttpUpstream({
  rate,
  sharedStarts,
  proxy,
  ...options
}: Omit<CallerOptions, "fetch" | "pace"> & {
  rate: number;
  sharedStarts?: SharedStarts | undefined;
  proxy?: Env["proxy"];
}): Upstream {
  return createKlavisUpstream({
    ...options,
    fetch: createConfiguredFetch(proxy),
    pace: createPace(rate, sharedStarts),
  });
}
