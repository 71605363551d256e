import { sql } from "drizzle-orm";
import type { Database } from "./client";
import { upstreamHour } from "./schema/upstream";

/** Adds to what is kept of upstreams' hours. Several processes may do so at once. */
export async function addUpstreamHours(
  db: Database,
  tallies: (typeof upstreamHour.$inferInsert)[],
): Promise<void> {
  await db
    .insert(upstreamHour)
    .values(tallies)
    .onConflictDoUpdate({
      target: [upstreamHour.upstream, upstreamHour.hour],
      set: {
        calls: sql`${upstreamHour.calls} + excluded.calls`,
        failures: sql`${upstreamHour.failures} + excluded.failures`,
        totalTime: sql`${upstreamHour.totalTime} + excluded.total_time`,
        slowest: sql`greatest(${upstreamHour.slowest}, excluded.slowest)`,
      },
    });
}
