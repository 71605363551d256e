import { and, desc, lt } from "drizzle-orm";
import type { ActivityQuery } from "@/lib/contracts/activity";
import { auditEvent } from "../../db/schema/audit";
import { verb } from "../../verb";
import { activityCondition } from "./filter";
import { actorName, detailsFor } from "./serialize";
import { nameSubjects } from "./subjects";

/** What was done, on whatever record, the latest first, a page at a time by the place where the page before ended. */
export const listActivity = verb("activity.list", async (context, query: ActivityQuery) => {
  const { limit, after, ...filter } = query;
  const rows = await context.db
    .select()
    .from(auditEvent)
    .where(
      and(
        activityCondition(filter, context.caller),
        after === undefined ? undefined : lt(auditEvent.sequence, after),
      ),
    )
    .orderBy(desc(auditEvent.sequence))
    .limit(limit + 1);
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
