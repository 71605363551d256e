import { and, asc, count, desc, gte, lt, sql } from "drizzle-orm";
import { COUNTED } from "@/lib/contracts/instance-search";
import type { Overview } from "@/lib/contracts/overview";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { countUpTo } from "../instances/capped";
import { STANDING } from "../instances/standing";
import { oneAtATime } from "../one-at-a-time";
import { readAttention } from "./attention";
import { readUpstreamHours } from "./upstream-hours";
import { readOverviewUsage } from "./usage";

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 30;
const SERVERS = 10;

/** So many are looked at, however many there are: the latest, those of a day, and those connected of late. */
const LOOKED_AT = { latest: COUNTED, day: 2_000, connected: 5_000 };

/** What an ops lead wants to know first. */
export const readOverview = verb("overview.read", (context) => oneAtATime(context, () => look(context)));

async function look(context: Context): Promise<Overview> {
  const now = new Date();
  const { db } = context;
  const latest = db
    .select({ status: STANDING.as("standing"), serverName: instance.serverName })
    .from(instance)
    .orderBy(desc(instance.createdAt), desc(instance.id))
    .limit(LOOKED_AT.latest)
    .as("latest");
  const byStatus = await db
    .select({ status: latest.status, count: count() })
    .from(latest)
    .groupBy(latest.status)
    .orderBy(desc(count()));
  const { count: total, more } = await countUpTo(db, COUNTED, undefined);
  return {
    attention: await readAttention(context, now),
    total,
    more,
    byStatus,
    byServer: await db
      .select({ serverName: latest.serverName, count: count() })
      .from(latest)
      .groupBy(latest.serverName)
      .orderBy(desc(count()), asc(latest.serverName))
      .limit(SERVERS),
    createdPerDay: await createdPerDay(context, now),
    timeToConnect: await timeToConnect(context, now),
    usage: await readOverviewUsage(context),
    upstreams: await readUpstreamHours(context, now),
  };
}

async function createdPerDay({ db }: Context, now: Date): Promise<Overview["createdPerDay"]> {
  const days = Array.from({ length: DAYS }, (_, index) =>
    new Date(now.getTime() - (DAYS - 1 - index) * DAY).toISOString().slice(0, 10),
  );
  const counted: Overview["createdPerDay"] = [];
  for (const day of days) {
    const from = new Date(`${day}T00:00:00Z`);
    const within = and(gte(instance.createdAt, from), lt(instance.createdAt, new Date(from.getTime() + DAY)));
    counted.push({ day, count: (await countUpTo(db, LOOKED_AT.day, within)).count });
  }
  return counted;
}

async function timeToConnect({ db }: Context, now: Date): Promise<Overview["timeToConnect"]> {
  const connected = db
    .select({
      seconds: sql<number>`extract(epoch from ${instance.connectedAt} - ${instance.createdAt})`.as("seconds"),
    })
    .from(instance)
    .where(gte(instance.connectedAt, new Date(now.getTime() - DAYS * DAY)))
    .orderBy(desc(instance.connectedAt))
    .limit(LOOKED_AT.connected)
    .as("connected");
  const [row] = await db
    .select({
      median: sql<number | null>`percentile_cont(0.5) within group (order by ${connected.seconds})`.mapWith(
        Number,
      ),
      p90: sql<number | null>`percentile_cont(0.9) within group (order by ${connected.seconds})`.mapWith(
        Number,
      ),
      count: count(),
    })
    .from(connected);
  return row?.count ? row : { median: null, p90: null, count: 0 };
}
