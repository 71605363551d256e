import { eq, sql } from "drizzle-orm";
import type { UsageDays } from "@/lib/contracts/usage";
import type { Database } from "../../db/client";
import { engineUsage } from "../../db/schema/engine-usage";
import { dayOf } from "./calls";

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 30;
/** Days that one query reads: each costs the embedded database some milliseconds, and none may take it for long. */
const AT_ONCE = 5;
/** So many tallies of a day are looked at, so that no query takes long, however much is called. */
const LOOKED_AT = 5_000;
/** So many instances of a day take part in who was called the most. */
const CANDIDATES = 50;
/** So many are told; the record may not have each of them. */
const BUSIEST = 10;

/** Calls of all instances in the last thirty days, read a few days at a time. */
export async function readUsageDays(db: Database, now: Date): Promise<UsageDays> {
  const days: UsageDays["days"] = [];
  const calledOf = new Map<string, number>();
  let more = false;
  for (let ago = DAYS - 1; ago >= 0; ago -= AT_ONCE) {
    const asked = Array.from({ length: AT_ONCE }, (_, later) =>
      dayOf(new Date(now.getTime() - (ago - later) * DAY)),
    );
    const rows = await readDays(db, asked);
    for (const day of asked) {
      const first = rows.find((row) => row.day === day);
      days.push({ day, calls: first?.allCalls ?? 0, errors: first?.allErrors ?? 0 });
      more ||= (first?.tallies ?? 0) >= LOOKED_AT;
    }
    for (const { instanceId, calls } of rows) {
      calledOf.set(instanceId, (calledOf.get(instanceId) ?? 0) + calls);
    }
  }
  const busiest = [...calledOf].sort(([, one], [, other]) => other - one).slice(0, BUSIEST);
  return { days, more, busiest: busiest.map(([id]) => id) };
}

/** The instances that were called the most on each day, each with the sums of all of that day. */
function readDays(db: Database, days: readonly string[]) {
  const { instanceId, day, calls, errors } = engineUsage;
  const asked = db
    .select({ day: sql<string>`asked.day`.as("asked_day") })
    .from(
      sql`(values ${sql.join(
        days.map((each) => sql`(${each}::date)`),
        sql`, `,
      )}) as asked (day)`,
    )
    .as("asked_days");
  const looked = db
    .select({ instanceId, calls, errors })
    .from(engineUsage)
    .where(eq(day, asked.day))
    .limit(LOOKED_AT)
    .as("looked");
  const most = db
    .select({
      instanceId: looked.instanceId,
      calls: sql`sum(${looked.calls})`.mapWith(Number).as("of_instance"),
      allCalls: sql`sum(sum(${looked.calls})) over ()`.mapWith(Number).as("all_calls"),
      allErrors: sql`sum(sum(${looked.errors})) over ()`.mapWith(Number).as("all_errors"),
      tallies: sql`sum(count(*)) over ()`.mapWith(Number).as("tallies"),
    })
    .from(looked)
    .groupBy(looked.instanceId)
    .orderBy(sql`of_instance desc`, looked.instanceId)
    .limit(CANDIDATES)
    .as("most");
  return db
    .select({
      day: sql<string>`${asked.day}::text`,
      instanceId: most.instanceId,
      calls: most.calls,
      allCalls: most.allCalls,
      allErrors: most.allErrors,
      tallies: most.tallies,
    })
    .from(asked)
    .crossJoinLateral(most);
}
