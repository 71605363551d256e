import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { hashToken } from "../cipher";
import type { Database } from "../db/client";
import { rateLimit } from "../db/schema/rate-limit";
import { addressGroup } from "../process/address";

/** Counts tries at a secret, so that guessing does not pay. */
export type AttemptLimiter = {
  /** Takes one try for the account and the address; answers the seconds to wait, 0 where the try may go on. */
  take(account: string, address: string | null): Promise<number>;
  /** A success clears the account's count; the address keeps its own. */
  forgive(account: string): Promise<void>;
  /** Seconds for which an address that guessed at links too often is not answered; 0 for the others. */
  guessingWait(address: string | null): Promise<number>;
  /** Counts a link that does not exist against the address that asked for it. */
  countGuess(address: string | null): Promise<void>;
};

const WINDOW_SECONDS = 15 * 60;
const TRIES = { account: 10, address: 60, guess: 30 };

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
  const guesses = limiter("guess");
  const accountKey = (account: string) => hashToken(account);
  return {
    async take(account, address) {
      const waits = await Promise.all([
        consume(perAccount, accountKey(account)),
        consume(perAddress, addressGroup(address)),
      ]);
      return Math.max(...waits);
    },
    async forgive(account) {
      await perAccount.delete(accountKey(account));
    },
    async guessingWait(address) {
      const counted = await guesses.get(addressGroup(address));
      if (!counted || counted.consumedPoints < TRIES.guess) return 0;
      return seconds(counted);
    },
    async countGuess(address) {
      await consume(guesses, addressGroup(address));
    },
  };
}

/** Seconds to wait; 0 where the try was within the limit. */
async function consume(limiter: RateLimiterDrizzle, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return seconds(refusal);
    throw refusal;
  }
}

function seconds(counted: RateLimiterRes): number {
  return Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
}
