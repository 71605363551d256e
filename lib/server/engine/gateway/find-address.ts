import type { EngineContext } from "../context";
import { type Instance, openInstance } from "../store/read-instances";
import { openStrata, type Strata } from "../store/stratas";
import { doorOf } from "../urls";

/** What answers at an address: an instance as far as the address lets one in, or several servers at once. */
export type Address = { instance: Instance; strata?: undefined } | { instance?: undefined; strata: Strata };

/** Undefined for an unknown id as for a wrong key or one of before, which is checked before the id is looked up. */
export async function findAddress(
  { db, cipher }: Pick<EngineContext, "db" | "cipher">,
  id: string,
  key: string,
): Promise<Address | undefined> {
  const opened = doorOf(cipher, id, key);
  if (!opened) return undefined;
  const { door, version } = opened;
  if (door === "strata") {
    const strata = await openStrata(db, id);
    return strata && { strata };
  }
  const instance = await openInstance(db, id);
  if (instance?.urlVersion !== version) return undefined;
  return { instance: door === "read-only" ? { ...instance, isReadOnly: true } : instance };
}
