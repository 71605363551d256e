import type { Credentials, HeldCredential, TargetInstance } from "../port";

/** Milliseconds for which what was looked at may be used: as long as a request takes from there to its sending. */
const FRESH = 1_000;

type Looked = { held: HeldCredential | undefined; until: number };

/**
 * Credentials of which the look that a request begins with serves for what it sends first: once, and not for what is
 * sent later.
 */
export function readOnce(credentials: Credentials) {
  const looked = new Map<string, Looked>();
  const spent = new WeakSet<TargetInstance>();

  async function look(instance: TargetInstance): Promise<HeldCredential | undefined> {
    const { id } = instance;
    const held = await credentials.current(id, spent.has(instance) ? undefined : instance.stored);
    spent.add(instance);
    looked.set(id, { held, until: performance.now() + FRESH });
    // Nothing may have been sent.
    setTimeout(() => looked.delete(id), FRESH).unref();
    return held;
  }

  return {
    ...credentials,
    look,
    /** Looks at what was read with an instance, unless that has been done: each request reads it anew. */
    async lookAtNew(instance: TargetInstance): Promise<void> {
      if (instance.stored !== undefined && !spent.has(instance)) await look(instance);
    },
    async current(instanceId: string): Promise<HeldCredential | undefined> {
      const seen = looked.get(instanceId);
      looked.delete(instanceId);
      if (seen && seen.until > performance.now()) return seen.held;
      return credentials.current(instanceId);
    },
  };
}
