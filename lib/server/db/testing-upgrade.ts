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
import { type Database, type DatabaseHandle, openEmbedded, openPostgres } from "./client";
import { createTestPostgres } from "./testing";

/** Every row of a database that version 0.1.0 made, by table, as `row_to_json` tells it. */
type Dump = Record<string, Record<string, unknown>[]>;

/** What that version's console was started with. */
export const OLD_CONSOLE = {
  secret: "the secret of the database that an older version made",
  appUrl: "http://localhost:3000",
};

const FIXTURE = path.join(import.meta.dirname, "fixtures/0.1.0.json");
const MIGRATIONS = path.join(import.meta.dirname, "migrations");
/** So many migrations that version knew. */
const KNOWN = 4;
/** What is written next goes on counting, as it does where the rows were written one by one. */
const COUNT_ON =
  "select setval(pg_get_serial_sequence('audit_event', 'sequence'), (select max(sequence) from audit_event))";

/** A database of version 0.1.0 with its rows, in either kind, as this version opens and migrates it. */
export const OLD_DATABASES: [string, () => Promise<DatabaseHandle>][] = [
  ["PGlite", openOldEmbedded],
  ["Postgres", openOldPostgres],
];

export async function readOldRows(): Promise<Dump> {
  return JSON.parse(await readFile(FIXTURE, "utf8"));
}

async function openOldEmbedded(): Promise<DatabaseHandle> {
  const folder = await oldMigrations();
  const dataDir = path.join(folder, "data");
  await mkdir(dataDir);
  const client = await PGlite.create(path.join(dataDir, "database"), { extensions: { pg_trgm } });
  await migrateEmbedded(drizzleEmbedded(client), { migrationsFolder: path.join(folder, "migrations") });
  for (const { text, rows } of await inserts()) await client.query(text, [rows]);
  await client.query(COUNT_ON);
  await client.close();
  const handle = await openEmbedded(dataDir);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { ...handle, close: () => handle.close().then(remove) };
}

async function openOldPostgres(): Promise<DatabaseHandle> {
  const folder = await oldMigrations();
  const { url, drop } = await createTestPostgres();
  const client = new Client({ connectionString: url });
  await client.connect();
  await migratePostgres(drizzlePostgres(client), { migrationsFolder: path.join(folder, "migrations") });
  for (const { text, rows } of await inserts()) await client.query(text, [rows]);
  await client.query(COUNT_ON);
  await client.end();
  await rm(folder, { recursive: true, force: true });
  const handle = await openPostgres(url);
  return { ...handle, close: () => handle.close().then(drop) };
}

/**
 * Writes the rows of version 0.1.0 as that version does, which knows nothing of later columns, into a database of this
 * one: as an old process goes on beside a new one.
 */
export async function writeAsOldVersion(db: Database): Promise<void> {
  for (const { text, rows } of await inserts()) {
    const [before, after] = text.split("$1") as [string, string];
    await db.execute(sql`${sql.raw(before)}${rows}${sql.raw(after)}`);
  }
}

/** A folder with the migrations that the old version knew. */
async function oldMigrations(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-upgrade-"));
  await cp(MIGRATIONS, path.join(folder, "migrations"), { recursive: true });
  const journal = path.join(folder, "migrations/meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8"));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, KNOWN) }));
  return folder;
}

/** In the order of the file, in which what is referred to comes first. */
async function inserts(): Promise<{ text: string; rows: string }[]> {
  return Object.entries(await readOldRows()).flatMap(([table, rows]) => {
    if (!rows[0]) return [];
    const columns = Object.keys(rows[0])
      .map((name) => `"${name}"`)
      .join(", ");
    const text = `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`;
    return [{ text, rows: JSON.stringify(rows) }];
  });
}
