import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../../db/client";
import { engineInstance, engineStrata, engineStrataServer, engineUser } from "../../db/schema/engine";
import { type Instance, selectInstances } from "./read-instances";

/** Several instances of one user behind one address. */
export type Strata = typeof engineStrata.$inferSelect;

type NewStrata = { userId: string; instanceIds: readonly string[]; handlesAuth: boolean };

/**
 * A Strata of this account and user with just these instances: the one that there is, or a new one. What another has is
 * never widened, since its address was given out for what it had.
 */
export function createStrata(
  db: Database,
  account: string,
  { userId, instanceIds, handlesAuth }: NewStrata,
): Promise<Strata> {
  return db.transaction(async (tx) => {
    const lastUsedAt = new Date();
    // Whoever else creates one for this user waits here.
    await tx
      .insert(engineUser)
      .values({ account, userId, lastUsedAt })
      .onConflictDoUpdate({ target: [engineUser.account, engineUser.userId], set: { lastUsedAt } });
    const wanted = new Set(instanceIds);
    const mine = await tx
      .select({ strata: engineStrata, instanceId: engineStrataServer.instanceId })
      .from(engineStrata)
      .leftJoin(engineStrataServer, eq(engineStrataServer.strataId, engineStrata.id))
      .where(
        and(
          eq(engineStrata.account, account),
          eq(engineStrata.userId, userId),
          eq(engineStrata.handlesAuth, handlesAuth),
        ),
      );
    for (const { strata } of mine) {
      const has = mine.flatMap((row) => (row.strata.id === strata.id ? (row.instanceId ?? []) : []));
      if (has.length === wanted.size && has.every((id) => wanted.has(id))) return strata;
    }
    const [made] = await tx.insert(engineStrata).values({ account, userId, handlesAuth }).returning();
    if (!made) throw new Error("a Strata was not made");
    await insertServers(tx, made.id, instanceIds);
    return made;
  });
}

/** A Strata of the account; undefined for one of another account as for one that does not exist. */
export async function findStrata(db: Database, account: string, id: string): Promise<Strata | undefined> {
  const [found] = await db
    .select()
    .from(engineStrata)
    .where(and(eq(engineStrata.id, id), eq(engineStrata.account, account)));
  return found;
}

/** A Strata by its id alone, for callers that hold its address. */
export async function openStrata(db: Database, id: string): Promise<Strata | undefined> {
  const [found] = await db.select().from(engineStrata).where(eq(engineStrata.id, id));
  return found;
}

/** The ids of those that were not among its servers before. */
export function addToStrata(
  db: Database,
  strataId: string,
  instanceIds: readonly string[],
): Promise<string[]> {
  return insertServers(db, strataId, instanceIds);
}

/** The ids of those that were among its servers. The instances stay. */
export async function removeFromStrata(
  db: Database,
  strataId: string,
  instanceIds: readonly string[],
): Promise<string[]> {
  if (instanceIds.length === 0) return [];
  const removed = await db
    .delete(engineStrataServer)
    .where(
      and(
        eq(engineStrataServer.strataId, strataId),
        inArray(engineStrataServer.instanceId, [...instanceIds]),
      ),
    )
    .returning({ id: engineStrataServer.instanceId });
  return removed.map(({ id }) => id);
}

/** The instances behind a Strata, by the names of their servers. */
export function listStrataInstances(db: Database, strataId: string): Promise<Instance[]> {
  return selectInstances(db)
    .innerJoin(engineStrataServer, eq(engineStrataServer.instanceId, engineInstance.id))
    .where(eq(engineStrataServer.strataId, strataId))
    .orderBy(asc(engineInstance.serverName));
}

async function insertServers(
  db: Pick<Database, "insert">,
  strataId: string,
  instanceIds: readonly string[],
): Promise<string[]> {
  if (instanceIds.length === 0) return [];
  const added = await db
    .insert(engineStrataServer)
    .values(instanceIds.map((instanceId) => ({ strataId, instanceId })))
    .onConflictDoNothing()
    .returning({ id: engineStrataServer.instanceId });
  return added.map(({ id }) => id);
}
