import type { Credentials, HeldCredential } from "../port";

/** Milliseconds for which what was looked at may be used: as long as a request takes from there to its sending. */
const FRESH = 1_000;

type Looked = { held: HeldCredential | undefined; until: number };

/**
 * Credentials of which the look that a request begins with serves for what it sends first: once, and not for what is
 * sent later.
 */
export function readOnce(credentials: Credentials) {
  const looked = new Map<string, Looked>();
  return {
    ...credentials,
    async look(instanceId: string): Promise<HeldCredential | undefined> {
      const held = await credentials.current(instanceId);
      looked.set(instanceId, { held, until: performance.now() + FRESH });
      // Nothing may have been sent.
      setTimeout(() => looked.delete(instanceId), FRESH).unref();
      return held;
    },
    async current(instanceId: string): Promise<HeldCredential | undefined> {
      const seen = looked.get(instanceId);
      looked.delete(instanceId);
      if (seen && seen.until > performance.now()) return seen.held;
      return credentials.current(instanceId);
    },
  };
}
