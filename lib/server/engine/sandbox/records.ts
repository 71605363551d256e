import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { sandboxRecord } from "../../db/schema/sandbox";

/** The records of one kind in the sandbox of one instance: nothing below reaches any other. */
export type Collection = { db: Database; instanceId: string; kind: string };
export type SandboxRecord = typeof sandboxRecord.$inferSelect;

/** The newest first. */
export function listRecords(collection: Collection, limit: number): Promise<SandboxRecord[]> {
  return collection.db
    .select()
    .from(sandboxRecord)
    .where(inCollection(collection))
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

/** Those with the text in their title or body, whatever its case; the newest first. */
export function searchRecords(collection: Collection, text: string, limit: number): Promise<SandboxRecord[]> {
  const holds = sql`position(lower(${text}) in lower(${sandboxRecord.title} || ' ' || ${sandboxRecord.body})) > 0`;
  return collection.db
    .select()
    .from(sandboxRecord)
    .where(and(inCollection(collection), holds))
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

export async function getRecord(collection: Collection, id: string): Promise<SandboxRecord | undefined> {
  const [found] = await collection.db.select().from(sandboxRecord).where(inCollection(collection, id));
  return found;
}

export async function countRecords(collection: Collection): Promise<number> {
  const [total] = await collection.db
    .select({ value: count() })
    .from(sandboxRecord)
    .where(inCollection(collection));
  return total?.value ?? 0;
}

export async function createRecord(
  { db, instanceId, kind }: Collection,
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
  collection: Collection,
  id: string,
  change: { title?: string | undefined; body?: string | undefined },
): Promise<SandboxRecord | undefined> {
  const [changed] = await collection.db
    .update(sandboxRecord)
    .set({ ...change, updatedAt: new Date() })
    .where(inCollection(collection, id))
    .returning();
  return changed;
}

/** Undefined where there was no such record. */
export async function deleteRecord(collection: Collection, id: string): Promise<SandboxRecord | undefined> {
  const [deleted] = await collection.db.delete(sandboxRecord).where(inCollection(collection, id)).returning();
  return deleted;
}

const NEWEST_FIRST = [desc(sandboxRecord.createdAt), desc(sandboxRecord.id)];

function inCollection({ instanceId, kind }: Collection, id?: string) {
  return and(
    eq(sandboxRecord.instanceId, instanceId),
    eq(sandboxRecord.kind, kind),
    id === undefined ? undefined : eq(sandboxRecord.id, id),
  );
}
