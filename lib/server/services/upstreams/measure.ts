import { sql } from "drizzle-orm";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { Database } from "../../db/client";
import { upstreamHour } from "../../db/schema/upstream";
import type { Logger } from "../../process/log";

type Tally = typeof upstreamHour.$inferInsert;
type Observed = { upstream: UpstreamId; milliseconds: number; failed: boolean };

/** What was seen is written together, this many milliseconds after the first of it: nobody waits for it. */
const WRITE_AFTER = 2_000;
const HOUR = 60 * 60 * 1000;

/** Counts how upstreams answer, hour by hour. What a process that is killed had not written yet is lost, and no matter. */
export function createUpstreamMeter(db: Database, log: Logger): (call: Observed) => void {
  let tallies = new Map<string, Tally>();

  const write = async () => {
    const values = [...tallies.values()];
    tallies = new Map();
    await db
      .insert(upstreamHour)
      .values(values)
      .onConflictDoUpdate({
        target: [upstreamHour.upstream, upstreamHour.hour],
        set: {
          calls: sql`${upstreamHour.calls} + excluded.calls`,
          failures: sql`${upstreamHour.failures} + excluded.failures`,
          totalTime: sql`${upstreamHour.totalTime} + excluded.total_time`,
          slowest: sql`greatest(${upstreamHour.slowest}, excluded.slowest)`,
        },
      })
      .catch((error) => log.warn({ err: error }, "upstream figures were not written"));
  };

  return ({ upstream, milliseconds, failed }) => {
    if (tallies.size === 0) setTimeout(write, WRITE_AFTER).unref();
    const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR);
    const key = `${upstream} ${hour.getTime()}`;
    const tally = tallies.get(key) ?? { upstream, hour, calls: 0, failures: 0, totalTime: 0, slowest: 0 };
    tallies.set(key, {
      ...tally,
      calls: tally.calls + 1,
      failures: tally.failures + (failed ? 1 : 0),
      totalTime: tally.totalTime + Math.round(milliseconds),
      slowest: Math.max(tally.slowest, Math.round(milliseconds)),
    });
  };
}
