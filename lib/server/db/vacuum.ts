import { sql } from "drizzle-orm";
import type { DatabaseHandle } from "./client";

/**
 * Vacuums and analyzes the tables of an embedded database that have changed much since the last time, by the measure of
 * Postgres's autovacuum, which PGlite lacks: without it, dead rows stay for good and the planner guesses. The measure
 * counts from the process's start. A real Postgres sees to itself.
 * @returns the tables' names
 */
export async function vacuumChanged({ db, kind }: Pick<DatabaseHandle, "db" | "kind">): Promise<string[]> {
  if (kind !== "embedded") return [];
  const changed = await db
    .select({ name: sql<string>`stat.relname` })
    .from(sql`pg_stat_user_tables stat join pg_class class on class.oid = stat.relid`)
    .where(
      sql`greatest(stat.n_mod_since_analyze, stat.n_dead_tup) > 50 + 0.1 * greatest(class.reltuples, 0) and stat.schemaname = 'public'`,
    );
  for (const { name } of changed) await db.execute(sql`vacuum (analyze) ${sql.identifier(name)}`);
  return changed.map(({ name }) => name);
}
