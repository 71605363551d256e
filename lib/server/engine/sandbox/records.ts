import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { sandboxRecord } from "../../db/schema/sandbox";

/** The records of one kind in the sandbox of one instance: nothing below reaches any other. */
export type Shelf = { db: Database; instanceId: string; kind: string };
export type SandboxRecord = typeof sandboxRecord.$inferSelect;

/** The newest first. */
export function listRecords(shelf: Shelf, limit: number): Promise<SandboxRecord[]> {
  return shelf.db
    .select()
    .from(sandboxRecord)
    .where(onShelf(shelf))
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

/** Those with the text in their title or body, whatever its case; the newest first. */
export function searchRecords(shelf: Shelf, text: string, limit: number): Promise<SandboxRecord[]> {
  const holds = sql`position(lower(${text}) in lower(${sandboxRecord.title} || ' ' || ${sandboxRecord.body})) > 0`;
  return shelf.db
    .select()
    .from(sandboxRecord)
    .where(and(onShelf(shelf), holds))
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

export async function getRecord(shelf: Shelf, id: string): Promise<SandboxRecord | undefined> {
  const [found] = await shelf.db.select().from(sandboxRecord).where(onShelf(shelf, id));
  return found;
}

export async function countRecords(shelf: Shelf): Promise<number> {
  const [total] = await shelf.db.select({ value: count() }).from(sandboxRecord).where(onShelf(shelf));
  return total?.value ?? 0;
}

export async function createRecord(
  { db, instanceId, kind }: Shelf,
  content: { title: string; body: string },
): Promise<SandboxRecord> {
  const [made] = await db
    .insert(sandboxRecord)
    .values({ instanceId, kind, ...content })
    .returning();
  if (!made) throw new Error("the insert returned no row");
  return made;
}

/** Undefined where there is no such record. */
export async function updateRecord(
  shelf: Shelf,
  id: string,
  change: { title?: string | undefined; body?: string | undefined },
): Promise<SandboxRecord | undefined> {
  const [changed] = await shelf.db
    .update(sandboxRecord)
    .set({ ...change, updatedAt: new Date() })
    .where(onShelf(shelf, id))
    .returning();
  return changed;
}

/** Undefined where there was no such record. */
export async function deleteRecord(shelf: Shelf, id: string): Promise<SandboxRecord | undefined> {
  const [deleted] = await shelf.db.delete(sandboxRecord).where(onShelf(shelf, id)).returning();
  return deleted;
}

const NEWEST_FIRST = [desc(sandboxRecord.createdAt), desc(sandboxRecord.id)];

function onShelf({ instanceId, kind }: Shelf, id?: string) {
  return and(
    eq(sandboxRecord.instanceId, instanceId),
    eq(sandboxRecord.kind, kind),
    id === undefined ? undefined : eq(sandboxRecord.id, id),
  );
}
