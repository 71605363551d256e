import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { hashToken } from "../cipher";
import type { Database } from "../db/client";
import { rateLimit } from "../db/schema/rate-limit";

/** Counts tries at a secret, so that guessing does not pay. */
export type AttemptLimiter = {
  /** Takes one try for the account and the address; answers the seconds to wait, 0 where the try may go on. */
  take(account: string, address: string | null): Promise<number>;
  /** A success clears the account's count; the address keeps its own. */
  forgive(account: string): Promise<void>;
};

const WINDOW_SECONDS = 15 * 60;
const TRIES = { account: 10, address: 60 };

/** The counters stand in the database, so that a restart or a second process does not give fresh tries. */
export function createAttemptLimiter(db: Database): AttemptLimiter {
  const limiter = (name: keyof typeof TRIES) =>
    new RateLimiterDrizzle({
      storeClient: db,
      schema: rateLimit,
      keyPrefix: `attempt-${name}`,
      points: TRIES[name],
      duration: WINDOW_SECONDS,
    });
  const perAccount = limiter("account");
  const perAddress = limiter("address");
  const accountKey = (account: string) => hashToken(account);
  return {
    async take(account, address) {
      const waits = await Promise.all([
        consume(perAccount, accountKey(account)),
        address ? consume(perAddress, address) : 0,
      ]);
      return Math.max(...waits);
    },
    async forgive(account) {
      await perAccount.delete(accountKey(account));
    },
  };
}

/** Seconds to wait; 0 where the try was within the limit. */
async function consume(limiter: RateLimiterDrizzle, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
