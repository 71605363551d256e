import { asc, count, desc, gte, sql } from "drizzle-orm";
import type { Overview } from "@/lib/contracts/overview";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { upstreamHour } from "../../db/schema/upstream";
import { verb } from "../../verb";
import { readAttention } from "./attention";

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 30;
const SERVERS = 10;

/** What an ops lead wants to know first. */
export const readOverview = verb("overview.read", async (context): Promise<Overview> => {
  const now = new Date();
  const byStatus = await context.db
    .select({ status: instance.status, count: count() })
    .from(instance)
    .groupBy(instance.status)
    .orderBy(desc(count()));
  return {
    attention: await readAttention(context, now),
    total: byStatus.reduce((sum, entry) => sum + entry.count, 0),
    byStatus,
    byServer: await context.db
      .select({ serverName: instance.serverName, count: count() })
      .from(instance)
      .groupBy(instance.serverName)
      .orderBy(desc(count()), asc(instance.serverName))
      .limit(SERVERS),
    createdPerDay: await createdPerDay(context, now),
    timeToConnect: await timeToConnect(context, now),
    upstreams: await upstreamHours(context, now),
  };
});

async function createdPerDay({ db }: Context, now: Date): Promise<Overview["createdPerDay"]> {
  const day = sql<string>`to_char(${instance.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const days = Array.from({ length: DAYS }, (_, index) =>
    new Date(now.getTime() - (DAYS - 1 - index) * DAY).toISOString().slice(0, 10),
  );
  const rows = await db
    .select({ day, count: count() })
    .from(instance)
    .where(gte(instance.createdAt, new Date(`${days[0]}T00:00:00Z`)))
    .groupBy(day);
  const counts = new Map(rows.map((row) => [row.day, row.count]));
  return days.map((name) => ({ day: name, count: counts.get(name) ?? 0 }));
}

async function timeToConnect({ db }: Context, now: Date): Promise<Overview["timeToConnect"]> {
  const seconds = sql`extract(epoch from ${instance.connectedAt} - ${instance.createdAt})`;
  const [row] = await db
    .select({
      median: sql<number | null>`percentile_cont(0.5) within group (order by ${seconds})`.mapWith(Number),
      p90: sql<number | null>`percentile_cont(0.9) within group (order by ${seconds})`.mapWith(Number),
      count: count(),
    })
    .from(instance)
    .where(gte(instance.connectedAt, new Date(now.getTime() - DAYS * DAY)));
  return row?.count ? row : { median: null, p90: null, count: 0 };
}

async function upstreamHours({ db }: Context, now: Date): Promise<Overview["upstreams"]> {
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
