import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { sql } from "drizzle-orm";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, type DatabaseHandle, openEmbedded, openPostgres } from "./client";
import { createTestPostgres } from "./testing";

/** Every row of a database that version 0.1.0 made, by table, as `row_to_json` tells it. */
type Dump = Record<string, Record<string, unknown>[]>;

const FIXTURE = path.join(import.meta.dirname, "fixtures/0.1.0.json");
const MIGRATIONS = path.join(import.meta.dirname, "migrations");
/** So many migrations that version knew. */
const KNOWN = 4;
/** What is written next goes on counting, as it does where the rows were written one by one. */
const COUNT_ON =
  "select setval(pg_get_serial_sequence('audit_event', 'sequence'), (select max(sequence) from audit_event))";

let folder: string;
let before: Dump;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "patchbay-upgrade-"));
  before = JSON.parse(await readFile(FIXTURE, "utf8"));
  await cp(MIGRATIONS, path.join(folder, "migrations"), { recursive: true });
  const journal = path.join(folder, "migrations/meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8"));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, KNOWN) }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const KINDS: [string, () => Promise<DatabaseHandle>][] = [
  ["PGlite", openOldEmbedded],
  ["Postgres", openOldPostgres],
];

describe.each(KINDS)("a database of version 0.1.0 in %s", (_, open) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await open();
  });
  afterAll(() => handle.close());

  it("has every row that it had, with every value that it had", async () => {
    for (const [table, rows] of Object.entries(before)) {
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
});

async function openOldEmbedded(): Promise<DatabaseHandle> {
  const dataDir = path.join(folder, "data");
  await mkdir(dataDir);
  const client = await PGlite.create(path.join(dataDir, "database"), { extensions: { pg_trgm } });
  const db = drizzleEmbedded(client);
  await migrateEmbedded(db, { migrationsFolder: path.join(folder, "migrations") });
  for (const statement of inserts()) await client.query(statement.text, [statement.rows]);
  await client.query(COUNT_ON);
  await client.close();
  return openEmbedded(dataDir);
}

async function openOldPostgres(): Promise<DatabaseHandle> {
  const { url, drop } = await createTestPostgres();
  const client = new Client({ connectionString: url });
  await client.connect();
  await migratePostgres(drizzlePostgres(client), { migrationsFolder: path.join(folder, "migrations") });
  for (const statement of inserts()) await client.query(statement.text, [statement.rows]);
  await client.query(COUNT_ON);
  await client.end();
  const handle = await openPostgres(url);
  return { ...handle, close: () => handle.close().then(drop) };
}

/** In the order of the file, in which what is referred to comes first. */
function inserts(): { text: string; rows: string }[] {
  return Object.entries(before).flatMap(([table, rows]) => {
    if (!rows[0]) return [];
    const columns = Object.keys(rows[0])
      .map((name) => `"${name}"`)
      .join(", ");
    const text = `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`;
    return [{ text, rows: JSON.stringify(rows) }];
  });
}

async function rowsOf(db: Database, table: string): Promise<Record<string, unknown>[]> {
  const result = await db.execute(sql`select row_to_json(t) as row from ${sql.identifier(table)} t`);
  return (result as unknown as { rows: { row: Record<string, unknown> }[] }).rows.map(({ row }) => row);
}
