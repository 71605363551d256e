import { and, desc, gte, lt, max, type SQL } from "drizzle-orm";
import type { ActivityQuery } from "@/lib/contracts/activity";
import type { Context } from "../../context";
import { auditEvent } from "../../db/schema/audit";
import { verb } from "../../verb";
import { oneAtATime, requireWanted } from "../one-at-a-time";
import { activityCondition } from "./filter";
import { actorName, detailsFor } from "./serialize";
import { nameSubjects } from "./subjects";

/** So many events are searched by one query, however many there are. */
const LOOKED_AT = 1_000;

/** What was done, on whatever record, the latest first, a page at a time by the place where the page before ended. */
export const listActivity = verb("activity.list", async (context, query: ActivityQuery) => {
  const { limit } = query;
  const rows = query.q
    ? await oneAtATime(context, () => searchThrough(context, query))
    : await find(context, query);
  const page = rows.slice(0, limit);
  const subjectOf = await nameSubjects(context, page);
  return {
    events: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, id: row.actorId, name: actorName(row) },
      action: row.action,
      outcome: row.outcome,
      subject: subjectOf(row),
      details: detailsFor(context.caller, row.details),
    })),
    next: rows.length > limit ? (page.at(-1)?.sequence ?? null) : null,
  };
});

type EventRow = typeof auditEvent.$inferSelect;

/** The page's events and the one after it. */
function find({ db, caller }: Context, query: ActivityQuery, part?: SQL): Promise<EventRow[]> {
  const { limit, after, ...filter } = query;
  return db
    .select()
    .from(auditEvent)
    .where(
      and(
        activityCondition(filter, caller),
        after === undefined ? undefined : lt(auditEvent.sequence, after),
        part,
      ),
    )
    .orderBy(desc(auditEvent.sequence))
    .limit(limit + 1);
}

/** The same by words, which no index has: a part of the events at a time, so that no query keeps others waiting. */
async function searchThrough(context: Context, query: ActivityQuery): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  let after = query.after ?? (await latest(context)) + 1;
  while (after > 0 && rows.length <= query.limit) {
    requireWanted(context);
    const limit = query.limit - rows.length;
    const part = gte(auditEvent.sequence, after - LOOKED_AT);
    rows.push(...(await find(context, { ...query, after, limit }, part)));
    after -= LOOKED_AT;
  }
  return rows;
}

async function latest({ db }: Context): Promise<number> {
  const [row] = await db.select({ sequence: max(auditEvent.sequence) }).from(auditEvent);
  return row?.sequence ?? 0;
}
