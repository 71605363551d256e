import { readFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "./client";

const JOURNAL = path.join(process.cwd(), "lib/server/db/migrations/meta/_journal.json");

/** How many migrations this version knows, and how many the database has had. */
export async function countMigrations(db: Database): Promise<{ applied: number; known: number }> {
  const journal: { entries: unknown[] } = JSON.parse(await readFile(JOURNAL, "utf8"));
  const { rows } = (await db.execute(
    sql`select count(*)::int as applied from drizzle.__drizzle_migrations`,
  )) as unknown as { rows: { applied: number }[] };
  return { applied: rows[0]?.applied ?? 0, known: journal.entries.length };
}
