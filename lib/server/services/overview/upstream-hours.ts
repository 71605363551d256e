import { asc, gte } from "drizzle-orm";
import type { Overview } from "@/lib/contracts/overview";
import type { Context } from "../../context";
import { upstreamHour } from "../../db/schema/upstream";

const DAY = 24 * 60 * 60 * 1000;

/** How the upstreams did in the last day, the oldest hour first. */
export async function readUpstreamHours(
  { db }: Pick<Context, "db">,
  now: Date,
): Promise<Overview["upstreams"]> {
  const rows = await db
    .select()
    .from(upstreamHour)
    .where(gte(upstreamHour.hour, new Date(now.getTime() - DAY)))
    .orderBy(asc(upstreamHour.hour));
  return rows.map(({ upstream, hour, calls, failures, totalTime, slowest }) => ({
    upstream,
    hour: hour.toISOString(),
    calls,
    failures,
    average: Math.round(totalTime / Math.max(1, calls)),
    slowest,
  }));
}
