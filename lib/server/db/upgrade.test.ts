import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, DatabaseHandle } from "./client";
import { TEST_DATABASES } from "./testing";
import { OLD_DATABASES, readOldRows, writeAsOldVersion } from "./testing-upgrade";

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

it.each(TEST_DATABASES)(
  "a process of version 0.1.0 writes and reads beside the new schema in %s",
  async (_, open) => {
    const { db, close } = await open();
    try {
      await writeAsOldVersion(db);
      for (const [table, rows] of Object.entries(await readOldRows())) {
        const kept = await rowsOf(db, table);
        for (const row of rows) expect(kept, table).toContainEqual(expect.objectContaining(row));
      }
    } finally {
      await close();
    }
  },
);

/** What a process of before would miss, or could not fill. Dropping waits a version. */
const TAKING = [
  /\bdrop (table|column)\b/i,
  /\brename\b/i,
  /\bset (not null|data type)\b/i,
  /\balter column \S+ type\b/i,
  /\badd column\b(?=.*\bnot null\b)(?!.*\b(default|generated|bigserial)\b)/i,
];

it("each migration only expands", async () => {
  const folder = path.join(import.meta.dirname, "migrations");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  expect(files.length).toBeGreaterThan(30);
  const taken: string[] = [];
  for (const file of files) {
    for (const line of (await readFile(path.join(folder, file), "utf8")).split("\n")) {
      if (TAKING.some((words) => words.test(line))) taken.push(`${file}: ${line}`);
    }
  }
  expect(taken).toEqual([]);
});

async function rowsOf(db: Database, table: string): Promise<Record<string, unknown>[]> {
  const result = await db.execute(sql`select row_to_json(t) as row from ${sql.identifier(table)} t`);
  return (result as unknown as { rows: { row: Record<string, unknown> }[] }).rows.map(({ row }) => row);
}
