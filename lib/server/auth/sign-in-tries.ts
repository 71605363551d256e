import { setTimeout } from "node:timers/promises";
import { addressGroup } from "../process/address";
import { type AttemptLimiter, LIMITS, type Limit, type Taken } from "./throttle";

/** Somebody who says that they are an account's member. */
export type Try = {
  account: string;
  address: string | null;
  /** The id of this browser where the account's member has signed in with it before. */
  knownBrowser: string | undefined;
};

/** Where tries at everybody's together are too many, each waits this much longer than the one before, in milliseconds. */
const DELAY = { step: 50, longest: 4_000 };

/**
 * Takes one try at the password of an account, and answers what came of it; a try that may go on may have been held up.
 * Tries count against where they come from, so that nobody locks a member out from elsewhere; and a browser that the
 * member has used before has a count of its own, so that nobody does so from the same office either.
 */
export async function takeSignIn(attempts: AttemptLimiter, tried: Try): Promise<Taken> {
  const network = addressGroup(tried.address);
  if (tried.knownBrowser) {
    const taken = await attempts.take("sign-in-known", tried.account, tried.knownBrowser);
    // Whoever has used those up is like anybody else.
    if (taken.wait === 0) return taken;
  }
  // An address that is over its limit writes no count for each account that it makes up.
  const ofNetwork = await attempts.take("sign-in-network", network);
  if (ofNetwork.wait > 0) return ofNetwork;
  const taken = await attempts.take("sign-in", tried.account, network);
  if (taken.wait > 0) return taken;
  const { count } = await attempts.take("sign-in-everywhere", tried.account);
  await setTimeout(delayAfter(count));
  return taken;
}

/** How long the try with that number waits, in milliseconds. */
export function delayAfter(count: number): number {
  const beyond = Math.max(0, count - LIMITS["sign-in-everywhere"].most);
  return Math.min(beyond * DELAY.step, DELAY.longest);
}

/** The password was right: it is no try that counts, and those before it were the member's own. */
export async function forgiveSignIn(attempts: AttemptLimiter, tried: Try): Promise<void> {
  const network = addressGroup(tried.address);
  const own: [Limit, ...string[]][] = [["sign-in", tried.account, network]];
  if (tried.knownBrowser) own.push(["sign-in-known", tried.account, tried.knownBrowser]);
  await Promise.all(own.map((count) => attempts.forget(...count)));
  if (tried.knownBrowser) return;
  await attempts.giveBack("sign-in-network", network);
  await attempts.giveBack("sign-in-everywhere", tried.account);
}
