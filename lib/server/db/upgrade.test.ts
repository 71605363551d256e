import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, DatabaseHandle } from "./client";
import { OLD_DATABASES, readOldRows } from "./testing-upgrade";

describe.each(OLD_DATABASES)("a database of version 0.1.0 in %s", (_, open) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await open();
  });
  afterAll(() => handle.close());

  it("has every row that it had, with every value that it had", async () => {
    for (const [table, rows] of Object.entries(await readOldRows())) {
      const kept = await rowsOf(handle.db, table);
      // What a later version adds to a row stands beside.
      for (const row of rows) expect(kept, table).toContainEqual(expect.objectContaining(row));
      expect(kept, table).toHaveLength(rows.length);
    }
  });

  it("tells who acted by kind and address, which were one text once", async () => {
    const events = await rowsOf(handle.db, "audit_event");
    const told = new Map<unknown, unknown[]>();
    for (const { actor_id: id, actor_name: name, actor_kind: kind, actor_email: email } of events) {
      const visitor = id === "nobody" || String(id).startsWith("visitor:");
      expect(kind).toBe(id === "system" ? "system" : visitor ? "visitor" : "member");
      expect(email).toBe(String(name).includes("@") ? name : null);
      told.set(kind, [...(told.get(kind) ?? []), id]);
    }
    expect(told.get("member")?.length).toBeGreaterThan(0);
    for (const attempt of await rowsOf(handle.db, "connect_attempt")) {
      const visitor = String(attempt.holder).startsWith("visitor:");
      expect(attempt.holder_kind).toBe(visitor ? "visitor" : "member");
      expect(attempt.holder_email).toBe(visitor ? null : attempt.holder_name);
    }
  });

  it("keeps the whole list of tools at every instance of the engine", async () => {
    const instances = await rowsOf(handle.db, "engine_instance");
    expect(instances.map(({ discovers }) => discovers)).toEqual(instances.map(() => false));
  });
});

async function rowsOf(db: Database, table: string): Promise<Record<string, unknown>[]> {
  const result = await db.execute(sql`select row_to_json(t) as row from ${sql.identifier(table)} t`);
  return (result as unknown as { rows: { row: Record<string, unknown> }[] }).rows.map(({ row }) => row);
}
