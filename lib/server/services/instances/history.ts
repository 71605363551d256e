import { and, desc, eq } from "drizzle-orm";
import type { History } from "@/lib/contracts/history";
import { roleIncludes } from "@/lib/contracts/member";
import type { Context } from "../../context";
import { auditEvent } from "../../db/schema/audit";
import { authorize } from "../authorize";
import { findInstance } from "./find";

const MOST = 100;

/** What was done to an instance, the latest first. */
export async function readHistory({ db, actor }: Context, { id }: { id: string }): Promise<History> {
  authorize(actor, "viewer");
  await findInstance(db, id);
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.subjectType, "instance"), eq(auditEvent.subjectId, id)))
    .orderBy(desc(auditEvent.at), desc(auditEvent.sequence))
    .limit(MOST);
  return {
    events: rows.map(({ id: eventId, at, actorName, action, outcome, details }) => ({
      id: eventId,
      at: at.toISOString(),
      actor: actorName,
      action,
      outcome,
      details: roleIncludes(actor.role, "operator") ? details : withoutId(details),
    })),
  };
}

/** The upstream's id may be part of the URL, as `serializeInstance` says. */
function withoutId({ instanceId: _, ...others }: Record<string, unknown>): Record<string, unknown> {
  return others;
}
