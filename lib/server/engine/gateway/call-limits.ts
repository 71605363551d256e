import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../../db/client";
import { rateLimit } from "../../db/schema/rate-limit";
import type { Logger } from "../../process/log";

const WINDOW_SECONDS = 60;
/** The limit of each instance is its own, so that none is the limiter's. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Seconds to wait where an instance has had its calls of this minute; undefined where it may call. */
export type TakeCall = (instanceId: string, limit: number) => Promise<number | undefined>;

/** Counts the calls of instances that have a limit, over all processes. A count that fails holds nobody up. */
export function createCallLimits({ db, log }: { db: Database; log: Logger }): TakeCall {
  const limiter = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimit,
    keyPrefix: "engine-calls",
    points: NO_LIMIT,
    duration: WINDOW_SECONDS,
  });
  return async (instanceId, limit) => {
    const taken = await limiter.consume(instanceId).catch((error: unknown) => {
      if (error instanceof RateLimiterRes) return error;
      log.error({ err: error, instanceId }, "the calls of an instance were not counted");
      return undefined;
    });
    if (!taken || taken.consumedPoints <= limit) return undefined;
    return Math.max(1, Math.ceil(taken.msBeforeNext / 1000));
  };
}
