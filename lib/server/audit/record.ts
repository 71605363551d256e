import { type SQL, sql } from "drizzle-orm";
import { ACTIONS, type AuditedAction } from "@/lib/contracts/action";
import { AUDIT_DETAILS, type DetailsOf } from "@/lib/contracts/audit-details";
import type { Outcome } from "@/lib/contracts/history";
import type { Actor, Context } from "../context";
import type { Database } from "../db/client";
import { auditEvent } from "../db/schema/audit";
import { PatchbayError } from "../errors";

/** Who did it, and from where. A service's context is one. */
export type By = { caller: Actor; request: { id: string | null; address: string | null } };

/** What was done, to which record of the type that the action names, and how it ended. */
export type AuditEntry<A extends AuditedAction = AuditedAction> = {
  [Each in A]: {
    action: Each;
    /** The record's id. */
    subject: string;
    /** Where the record is of another type than the action's own. */
    subjectType?: SubjectType;
    outcome?: Outcome;
  } & (Record<string, never> extends DetailsOf<Each>
    ? { details?: DetailsOf<Each> }
    : { details: DetailsOf<Each> });
}[A];

type SubjectType = (typeof ACTIONS)[AuditedAction]["subject"];

/** Adds audit events. Called with the transaction of the change that they report, so that neither is without the other. */
export async function recordAudit(
  db: Pick<Database, "insert">,
  by: By,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  await db.insert(auditEvent).values(entries.map((entry) => rowOf(by, entry)));
}

/**
 * The same as a part of the statement that makes the change, for the changes that people wait for most: it adds the event
 * for each row of another part of that statement.
 * @param part the name of that part, such as `made`
 */
export function auditFor(part: string, by: By, entry: AuditEntry): SQL {
  const row = rowOf(by, entry);
  return sql`
    insert into ${auditEvent} (actor_kind, actor_id, actor_name, actor_email, action, subject_type, subject_id, address,
      request_id, outcome, details)
    select ${row.actorKind}::text, ${row.actorId}::text, ${row.actorName}::text, ${row.actorEmail}::text,
      ${row.action}::text, ${row.subjectType}::text, ${row.subjectId}::text, ${row.address}::text,
      ${row.requestId}::text, ${row.outcome}::text, ${JSON.stringify(row.details)}::jsonb
    from ${sql.identifier(part)}`;
}

/**
 * For the failure of a change: one that may have been made all the same is audited before it is thrown on, because the
 * record alone would say that nobody touched it.
 */
export function auditDoubt(
  context: By & Pick<Context, "db">,
  entry: AuditEntry,
): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof PatchbayError && error.effect === "maybe-changed") {
      const row = rowOf(context, { ...entry, outcome: "failed" });
      await context.db.insert(auditEvent).values({ ...row, details: { ...row.details, maybeChanged: true } });
    }
    throw error;
  };
}

function rowOf({ caller, request }: By, { action, subject, subjectType, outcome, details }: AuditEntry) {
  return {
    actorKind: caller.kind,
    actorId: caller.id,
    actorName: caller.name,
    actorEmail: caller.email,
    action,
    subjectType: subjectType ?? ACTIONS[action].subject,
    subjectId: subject,
    address: request.address,
    requestId: request.id,
    outcome: outcome ?? "succeeded",
    details: AUDIT_DETAILS[action].parse(details ?? {}),
  } satisfies typeof auditEvent.$inferInsert;
}
