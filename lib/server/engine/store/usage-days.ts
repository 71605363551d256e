import { eq, sql } from "drizzle-orm";
import type { UsageDays } from "@/lib/contracts/usage";
import type { Database } from "../../db/client";
import { engineUsage } from "../../db/schema/engine";
import { dayOf } from "./calls";

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 30;
/** So many tallies of a day are looked at, so that no query takes long, however much is called. */
const LOOKED_AT = 5_000;
/** So many instances of a day take part in who was called the most. */
const CANDIDATES = 50;
/** So many are told; the record may not have each of them. */
const BUSIEST = 10;

/** Calls of all instances in the last thirty days, read a day at a time. */
export async function readUsageDays(db: Database, now: Date): Promise<UsageDays> {
  const days: UsageDays["days"] = [];
  const calledOf = new Map<string, number>();
  let more = false;
  for (let ago = DAYS - 1; ago >= 0; ago -= 1) {
    const day = dayOf(new Date(now.getTime() - ago * DAY));
    const rows = await readDay(db, day);
    const [first] = rows;
    days.push({ day, calls: first?.allCalls ?? 0, errors: first?.allErrors ?? 0 });
    more ||= (first?.tallies ?? 0) >= LOOKED_AT;
    for (const { instanceId, calls } of rows) {
      calledOf.set(instanceId, (calledOf.get(instanceId) ?? 0) + calls);
    }
  }
  const busiest = [...calledOf].sort(([, one], [, other]) => other - one).slice(0, BUSIEST);
  return { days, more, busiest: busiest.map(([id]) => id) };
}

/** The instances that were called the most on a day, each with the sums of all. */
function readDay(db: Database, day: string) {
  const { instanceId, calls, errors } = engineUsage;
  const some = db
    .select({ instanceId, calls, errors })
    .from(engineUsage)
    .where(eq(engineUsage.day, day))
    .limit(LOOKED_AT)
    .as("some");
  return db
    .select({
      instanceId: some.instanceId,
      calls: sql`sum(${some.calls})`.mapWith(Number),
      allCalls: sql`sum(sum(${some.calls})) over ()`.mapWith(Number),
      allErrors: sql`sum(sum(${some.errors})) over ()`.mapWith(Number),
      tallies: sql`sum(count(*)) over ()`.mapWith(Number),
    })
    .from(some)
    .groupBy(some.instanceId)
    .orderBy(sql`2 desc`, some.instanceId)
    .limit(CANDIDATES);
}
