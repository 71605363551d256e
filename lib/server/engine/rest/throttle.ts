import { createMiddleware } from "hono/factory";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimit } from "../../db/schema/rate-limit";
import type { EngineContext, EngineEnv } from "../context";

const WINDOW_SECONDS = 10;

/**
 * Holds each API key to so many requests in ten seconds, counted in the database and so over all processes. Beyond it
 * the answer is 429 with the seconds to wait. A count that fails holds nobody up. The console in this process is not
 * counted: it would be a write for each of its calls, and hold its jobs to a hundred instances a second.
 */
export function limitRate({ db, log }: Pick<EngineContext, "db" | "log">, requests: number) {
  const limiter = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimit,
    keyPrefix: "engine-key",
    points: requests,
    duration: WINDOW_SECONDS,
    // Once it is known to be over, this process does not ask the database again.
    inMemoryBlockOnConsumed: requests + 1,
  });
  return createMiddleware<EngineEnv>(async (c, next) => {
    if (c.env?.uncounted) return next();
    const refused = await limiter.consume(c.var.key.id).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof RateLimiterRes) return error;
        log.error({ err: error, requestId: c.var.requestId }, "the requests of an API key were not counted");
      },
    );
    if (!refused) return next();
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    const detail = `Too many requests: this API key may send ${requests} in ${WINDOW_SECONDS} seconds. Try again in ${seconds} s.`;
    return c.json({ detail }, 429, { "Retry-After": String(seconds) });
  });
}
