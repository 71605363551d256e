import { createHash } from "node:crypto";
import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { SYSTEM } from "../context";
import type { Database } from "../db/client";
import { auditEvent } from "../db/schema/audit";
import { ERASED } from "./event";
import { recordAudit } from "./record";

/**
 * Erases what the record says of a user, and of a member who has that as their address: names, addresses, details. What
 * was done, when, and that it was done, stays, and so does the chain. Answers how many events it was.
 */
export async function eraseUser(db: Database, userId: string): Promise<number> {
  const named = or(
    and(eq(auditEvent.subjectType, "user"), eq(auditEvent.subjectId, userId)),
    sql`${auditEvent.details}->>'userId' = ${userId}`,
    eq(auditEvent.actorEmail, userId),
    sql`${auditEvent.details}->>'email' = ${userId}`,
    sql`${auditEvent.details}->>'person' = ${userId}`,
  );
  // What is not salted yet is of segment 0 before it is closed, and would be taken for changed.
  const erasable = or(isNotNull(auditEvent.personalSalt), isNull(auditEvent.personalHash));
  return db.transaction(async (tx) => {
    const erased = await tx
      .update(auditEvent)
      .set({ ...ERASED, personalSalt: null })
      .where(and(named, erasable))
      .returning({ id: auditEvent.id });
    if (erased.length === 0) return 0;
    // The record that it happened must not say again whom it was about.
    const subject = createHash("sha256").update(userId).digest("base64url").slice(0, 16);
    const by = { caller: SYSTEM, request: { id: null, address: null } };
    await recordAudit(tx, by, { action: "user.erase", subject, details: { events: erased.length } });
    return erased.length;
  });
}
