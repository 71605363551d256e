import { and, desc, eq } from "drizzle-orm";
import { roleIncludes } from "@/lib/contracts/member";
import { SYSTEM } from "../../context";
import { auditEvent } from "../../db/schema/audit";
import { verb } from "../../verb";
import { findInstance } from "./find";

const MOST = 100;

type Who = Pick<typeof auditEvent.$inferSelect, "actorKind" | "actorName" | "actorEmail">;

/** What was done to an instance, the latest first. */
export const readHistory = verb("instance.read-history", async ({ db, caller }, { id }: { id: string }) => {
  await findInstance(db, id);
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.subjectType, "instance"), eq(auditEvent.subjectId, id)))
    .orderBy(desc(auditEvent.at), desc(auditEvent.sequence))
    .limit(MOST);
  return {
    events: rows.map(({ id: eventId, at, action, outcome, details, ...who }) => ({
      id: eventId,
      at: at.toISOString(),
      actor: nameOf(who),
      action,
      outcome,
      details: roleIncludes(caller.role, "operator") ? details : withoutId(details),
    })),
  };
});

/** The upstream's id may be part of the URL, as `serializeInstance` says. */
function withoutId({ instanceId: _, ...others }: Record<string, unknown>): Record<string, unknown> {
  return others;
}

/** One name for the console itself, whatever it called itself once; members by their address, which is theirs alone. */
function nameOf({ actorKind, actorName, actorEmail }: Who): string {
  return actorKind === "system" ? SYSTEM.name : (actorEmail ?? actorName);
}
