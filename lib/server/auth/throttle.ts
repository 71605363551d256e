import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { hashToken } from "../cipher";
import type { Database } from "../db/client";
import { rateLimit } from "../db/schema/rate-limit";

const MINUTE = 60;
const QUARTER = 15 * MINUTE;

/** What is counted, how much of it is let through, and in how many seconds. What a count belongs to, its user says. */
export const LIMITS = {
  /** Wrong passwords for one account: from one network, and from one browser that its member has used before. */
  "sign-in": { most: 10, seconds: QUARTER },
  "sign-in-known": { most: 10, seconds: QUARTER },
  /** Wrong passwords from one network, whichever accounts they are for. */
  "sign-in-network": { most: 60, seconds: QUARTER },
  /** Wrong passwords for one account from everywhere. Beyond it nobody is refused: each further try takes longer. */
  "sign-in-everywhere": { most: 100, seconds: QUARTER },
  /** Wrong present passwords in one session. */
  "change-password": { most: 10, seconds: QUARTER },
  /** Wrong codes of one member's second factor, in whichever session. */
  "second-factor": { most: 10, seconds: QUARTER },
  /** One challenge for a passkey, which is taken once. */
  "passkey-challenge": { most: 1, seconds: QUARTER },
  /** Tries with passkeys, from one network. */
  passkey: { most: 60, seconds: MINUTE },
  /** Journeys to the provider of single sign-on and back, from one network. */
  "single-sign-on": { most: 60, seconds: MINUTE },
  /** What comes from one network and says that somebody is gone at the provider. */
  "single-sign-on-end": { most: 600, seconds: MINUTE },
  /** Links that do not exist, from one network. */
  "link-guess": { most: 30, seconds: QUARTER },
  /** What one browser, or one network, does with one link. */
  "link-look": { most: 240, seconds: MINUTE },
  "link-opening": { most: 20, seconds: MINUTE },
  "link-confirm": { most: 10, seconds: MINUTE },
  "link-start": { most: 20, seconds: MINUTE },
  "link-cancel": { most: 30, seconds: MINUTE },
  "link-key": { most: 10, seconds: MINUTE },
  /** What all browsers together begin with one link. */
  "link-starts": { most: 60, seconds: 10 * MINUTE },
} as const satisfies Record<string, { most: number; seconds: number }>;

export type Limit = keyof typeof LIMITS;

export type Taken = {
  /** Seconds until there is room again; 0 where there was. */
  wait: number;
  /** How many there were in this window, with this one. */
  count: number;
  /** Whether it is the first of its window that was too many: what is told once is told then. */
  firstBeyond: boolean;
};

/** Counts tries, so that neither guessing pays nor anybody takes what others need. */
export type AttemptLimiter = {
  /** Takes one of what is limited, for what `key` names. Many at once are counted each. */
  take(limit: Limit, ...key: string[]): Promise<Taken>;
  /** Gives back one that was taken. */
  giveBack(limit: Limit, ...key: string[]): Promise<void>;
  /** Forgets all that was taken. */
  forget(limit: Limit, ...key: string[]): Promise<void>;
};

/** The counts stand in the database, so that a restart or a second process does not give fresh tries. */
export function createAttemptLimiter(db: Database): AttemptLimiter {
  const limiters = new Map(
    Object.entries(LIMITS).map(([name, { most, seconds }]) => [
      name,
      new RateLimiterDrizzle({
        storeClient: db,
        schema: rateLimit,
        keyPrefix: `attempt-${name}`,
        points: most,
        duration: seconds,
        // A task sweeps them all, in every process; the library's own timer would run in each.
        clearExpiredByTimeout: false,
      }),
    ]),
  );
  const limiterOf = (limit: Limit) => {
    const limiter = limiters.get(limit);
    if (!limiter) throw new Error(`nothing is limited under the name ${limit}`);
    return limiter;
  };
  return {
    async take(limit, ...key) {
      const { most } = LIMITS[limit];
      const counted = await limiterOf(limit)
        .consume(nameOf(key))
        .catch((refusal: unknown) => {
          if (refusal instanceof RateLimiterRes) return refusal;
          throw refusal;
        });
      const count = counted.consumedPoints;
      return { wait: count > most ? seconds(counted) : 0, count, firstBeyond: count === most + 1 };
    },
    async giveBack(limit, ...key) {
      await limiterOf(limit).reward(nameOf(key));
    },
    async forget(limit, ...key) {
      await limiterOf(limit).delete(nameOf(key));
    },
  };
}

/** Nobody is to read from a count who tried; and a key that its user chose may be of any length. */
function nameOf(key: readonly string[]): string {
  return hashToken(JSON.stringify(key));
}

function seconds(counted: RateLimiterRes): number {
  return Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
}
