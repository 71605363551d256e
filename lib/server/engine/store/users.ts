import { and, asc, count, eq, sql } from "drizzle-orm";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Database } from "../../db/client";
import { engineCredential, engineInstance, engineUser } from "../../db/schema/engine";

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

/**
 * The servers that a user has an instance of, by name; authenticated where any of their platforms is. Undefined for a
 * user whom the account does not know.
 */
export async function listIntegrations(
  db: Database,
  account: string,
  userId: string,
): Promise<Integration[] | undefined> {
  const [user] = await db
    .select({ userId: engineUser.userId })
    .from(engineUser)
    .where(and(eq(engineUser.account, account), eq(engineUser.userId, userId)));
  if (!user) return undefined;
  return db
    .select({
      name: engineInstance.serverName,
      isAuthenticated: sql<boolean>`count(${engineCredential.instanceId}) > 0`,
    })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, engineInstance.id))
    .where(and(eq(engineInstance.account, account), eq(engineInstance.userId, userId)))
    .groupBy(engineInstance.serverName)
    .orderBy(asc(engineInstance.serverName));
}
