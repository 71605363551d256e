import { and, desc, eq } from "drizzle-orm";
import { auditEvent } from "../../db/schema/audit";
import { verb } from "../../verb";
import { actorName, detailsFor } from "../activity/serialize";
import { findInstance } from "./find";

const MOST = 100;

/** What was done to an instance, the latest first; also to one that is deleted. @throws PatchbayError `not-found` */
export const readHistory = verb("instance.read-history", async ({ db, caller }, { id }: { id: string }) => {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.subjectType, "instance"), eq(auditEvent.subjectId, id)))
    .orderBy(desc(auditEvent.at), desc(auditEvent.sequence))
    .limit(MOST);
  if (rows.length === 0) await findInstance(db, id);
  return {
    events: rows.map(({ id: eventId, at, action, outcome, details, ...who }) => ({
      id: eventId,
      at: at.toISOString(),
      actor: actorName(who),
      action,
      outcome,
      details: detailsFor(caller, details),
    })),
  };
});
