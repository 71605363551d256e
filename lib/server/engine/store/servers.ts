import { asc, count, eq, sql } from "drizzle-orm";
import { foldServerName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Category } from "@/lib/contracts/terms/category";
import type { Database } from "../../db/client";
import { engineInstance } from "../../db/schema/engine";
import { engineReadiness, engineServer, engineTarget } from "../../db/schema/engine-target";
import type { Image } from "../../image";

/** A server that the organisation added. */
export type AddedServer = { name: ServerName; category: Category; hasIcon: boolean };

/** What is kept of one; an icon that is left out stays, and null takes it away. */
export type ServerFields = { name: ServerName; category: Category; icon?: Image | null | undefined };

const COLUMNS = {
  name: engineServer.name,
  category: engineServer.category,
  hasIcon: sql<boolean>`${engineServer.iconType} is not null`,
};

/** By name. */
export async function listServers(db: Pick<Database, "select">): Promise<AddedServer[]> {
  return db.select(COLUMNS).from(engineServer).orderBy(asc(engineServer.folded));
}

export async function findServer(
  db: Pick<Database, "select">,
  name: ServerName,
): Promise<AddedServer | undefined> {
  const [found] = await db.select(COLUMNS).from(engineServer).where(eq(engineServer.name, name));
  return found;
}

/** Undefined where there is none. */
export async function readIcon(db: Pick<Database, "select">, name: ServerName): Promise<Image | undefined> {
  const [row] = await db
    .select({ bytes: engineServer.icon, type: engineServer.iconType })
    .from(engineServer)
    .where(eq(engineServer.name, name));
  return row?.bytes && row.type ? { bytes: row.bytes, type: row.type } : undefined;
}

/** False where one of that name is there, however that one is spelt. */
export async function addServer(
  db: Pick<Database, "insert">,
  { name, category, icon }: ServerFields,
): Promise<boolean> {
  const added = await db
    .insert(engineServer)
    .values({ name, category, folded: foldServerName(name), ...iconColumns(icon) })
    .onConflictDoNothing()
    .returning({ name: engineServer.name });
  return added.length > 0;
}

/** False where there is none of that name. */
export async function updateServer(
  db: Pick<Database, "update">,
  { name, category, icon }: ServerFields,
): Promise<boolean> {
  const changed = await db
    .update(engineServer)
    .set({ category, ...iconColumns(icon) })
    .where(eq(engineServer.name, name))
    .returning({ name: engineServer.name });
  return changed.length > 0;
}

const iconColumns = (icon: Image | null | undefined) =>
  icon !== undefined && { icon: icon?.bytes ?? null, iconType: icon?.type ?? null };

/** Of whichever account. */
export async function countInstances(db: Pick<Database, "select">, name: ServerName): Promise<number> {
  const [counted] = await db
    .select({ value: count() })
    .from(engineInstance)
    .where(eq(engineInstance.serverName, name));
  return counted?.value ?? 0;
}

/** Removes a server with its target, unless it has instances; answers how many these are, undefined where it was none. */
export function removeServer(db: Database, name: ServerName): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    const [held] = await tx
      .select({ name: engineServer.name })
      .from(engineServer)
      .where(eq(engineServer.name, name))
      .for("update");
    if (!held) return undefined;
    const instances = await countInstances(tx, name);
    if (instances > 0) return instances;
    await tx.delete(engineTarget).where(eq(engineTarget.serverName, name));
    await tx.delete(engineReadiness).where(eq(engineReadiness.serverName, name));
    await tx.delete(engineServer).where(eq(engineServer.name, name));
    return 0;
  });
}
