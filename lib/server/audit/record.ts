import type { PublicContext } from "../context";
import type { Database } from "../db/client";
import { auditEvent } from "../db/schema/audit";
import { PatchbayError } from "../errors";

/** Everything that is audited, as `<subject>.<verb>`. */
export type AuditAction =
  | "instance.create"
  | "instance.update"
  | "instance.observe"
  | "instance.reveal"
  | "instance.set-auth"
  | "instance.delete"
  | "instance.deauthorize"
  | "instance.call-tool"
  | "user.offboard"
  | "job.create"
  | "job.stop"
  | "connect.start"
  | "connect.return"
  | "connect.cancel"
  | "link.create"
  | "link.confirm"
  | "link.revoke"
  | "organisation.update"
  | "member.create"
  | "session.create"
  | "session.end"
  | "password.change";

/** Who acts where nobody does: the console itself, which looks at its upstreams. */
export const SYSTEM = { id: "system", email: "Patchbay" };

export type AuditEntry = {
  actor: { id: string; email: string };
  request: { id: string | null; address: string | null };
  action: AuditAction;
  subject: { type: "instance" | "job" | "link" | "member" | "organisation" | "user"; id: string };
  outcome: "succeeded" | "refused" | "failed";
  /** What changed; never a secret. */
  details?: Record<string, unknown>;
};

/** Adds audit events. Called with the transaction of the change that they report, so that neither is without the other. */
export async function recordAudit(
  db: Pick<Database, "insert">,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  const rows = entries.map(({ actor, request, action, subject, outcome, details = {} }) => ({
    actorId: actor.id,
    actorName: actor.email,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    address: request.address,
    requestId: request.id,
    outcome,
    details,
  }));
  await db.insert(auditEvent).values(rows);
}

/**
 * For the failure of a change: one that may have been made all the same is audited before it is thrown on, because the
 * record alone would say that nobody touched it.
 */
export function auditDoubt(
  { db, request }: Pick<PublicContext, "db" | "request">,
  entry: Omit<AuditEntry, "request" | "outcome">,
): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof PatchbayError && error.effect === "maybe-changed") {
      const details = { ...entry.details, maybeChanged: true };
      await recordAudit(db, { ...entry, request, outcome: "failed", details });
    }
    throw error;
  };
}
