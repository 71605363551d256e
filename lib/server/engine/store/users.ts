import { and, asc, count, eq, sql } from "drizzle-orm";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Database } from "../../db/client";
import { engineInstance, engineUser } from "../../db/schema/engine";
import { engineCredential } from "../../db/schema/engine-credential";

/** One page of the account's users, the oldest first, and how many there are in all. `page.number` counts from 1. */
export async function listUsers(
  db: Database,
  account: string,
  page: { number: number; size: number },
): Promise<{ users: { userId: string; createdAt: Date }[]; totalCount: number }> {
  const mine = eq(engineUser.account, account);
  const [users, [total]] = await Promise.all([
    db
      .select({ userId: engineUser.userId, createdAt: engineUser.createdAt })
      .from(engineUser)
      .where(mine)
      .orderBy(asc(engineUser.createdAt), asc(engineUser.userId))
      .limit(page.size)
      .offset((page.number - 1) * page.size),
    db.select({ value: count() }).from(engineUser).where(mine),
  ]);
  return { users, totalCount: total?.value ?? 0 };
}

type Integration = { name: ServerName; isAuthenticated: boolean };

type User = typeof engineUser.$inferSelect;

/** Undefined for a user whom the account does not know. */
export async function findUser(db: Database, account: string, userId: string): Promise<User | undefined> {
  const [found] = await db.select().from(engineUser).where(isUser(account, userId));
  return found;
}

/**
 * Removes a user with all their instances, and what belongs to these; false where there is none. The user goes first:
 * whoever creates an instance holds that row as well, so that none is left over.
 */
export function deleteUser(db: Database, account: string, userId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const deleted = await tx.delete(engineUser).where(isUser(account, userId)).returning();
    await tx
      .delete(engineInstance)
      .where(and(eq(engineInstance.account, account), eq(engineInstance.userId, userId)));
    return deleted.length > 0;
  });
}

/**
 * The servers that a user has an instance of, by name; authenticated where any of their platforms is.
 */
export function listIntegrations(db: Database, account: string, userId: string): Promise<Integration[]> {
  return db
    .select({
      name: engineInstance.serverName,
      isAuthenticated: sql<boolean>`count(${engineCredential.instanceId}) filter (where ${engineCredential.refusedAt} is null) > 0`,
    })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, engineInstance.id))
    .where(and(eq(engineInstance.account, account), eq(engineInstance.userId, userId)))
    .groupBy(engineInstance.serverName)
    .orderBy(asc(engineInstance.serverName));
}

function isUser(account: string, userId: string) {
  return and(eq(engineUser.account, account), eq(engineUser.userId, userId));
}
