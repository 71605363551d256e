import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { DatabaseHandle } from "./client";
import { upstreamHour } from "./schema/upstream";
import { openTestDatabase, openTestPostgres } from "./testing";
import { vacuumChanged } from "./vacuum";

let database: DatabaseHandle;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.db.delete(upstreamHour));
afterAll(() => database.close());

async function add(count: number): Promise<void> {
  await database.db.execute(sql`
    insert into upstream_hour (upstream, hour, calls, failures, total_time, slowest)
    select 'us', now() + n * interval '1 hour', 1, 0, 1, 1 from generate_series(1, ${count}::int) n
    on conflict (upstream, hour) do update set calls = upstream_hour.calls + 1`);
  // Or the figures would follow within a second.
  await database.db.execute(sql`select pg_stat_force_next_flush()`);
}

it("leaves a real Postgres to its autovacuum", async () => {
  const postgres = await openTestPostgres();
  try {
    expect(await vacuumChanged(postgres)).toEqual([]);
  } finally {
    await postgres.close();
  }
});

it("sees to what has changed much, and leaves the rest alone", async () => {
  await vacuumChanged(database);
  expect(await vacuumChanged(database)).toEqual([]);
  await add(50);
  expect(await vacuumChanged(database)).toEqual([]);
  await add(200);
  expect(await vacuumChanged(database)).toEqual(["upstream_hour"]);
  const [table] = await database.db
    .select({ rows: sql<number>`reltuples::int` })
    .from(sql`pg_class`)
    .where(sql`relname = 'upstream_hour'`);
  expect(table?.rows).toBeGreaterThanOrEqual(200);
  expect(await vacuumChanged(database)).toEqual([]);
  await add(20);
  expect(await vacuumChanged(database)).toEqual([]);
});
