import { ACTIONS, type AuditedAction } from "@/lib/contracts/action";
import { AUDIT_DETAILS, type DetailsOf } from "@/lib/contracts/audit-details";
import type { Outcome } from "@/lib/contracts/history";
import type { Actor, Context } from "../context";
import type { Database } from "../db/client";
import { PatchbayError } from "../errors";
import { type Appended, appendEvents, appended } from "./append";
import { type Sealed, seal } from "./chain";

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

/**
 * Adds audit events. Called with the transaction of the change that they report, so that neither is without the other,
 * and as the last that the transaction does.
 */
export async function recordAudit(
  db: Pick<Database, "execute">,
  by: By,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  await appendEvents(
    db,
    entries.map((entry) => sealedOf(by, entry)),
  );
}

/** The same for a statement that makes the change and adds the event at once, by `appendingParts`: what it is given. */
export function auditValues(by: By, entry: AuditEntry): Appended {
  return appended(sealedOf(by, entry));
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
      const more = { maybeChanged: true };
      await appendEvents(context.db, [sealedOf(context, { ...entry, outcome: "failed" }, more)]);
    }
    throw error;
  };
}

function sealedOf(
  { caller, request }: By,
  { action, subject, subjectType, outcome, details }: AuditEntry,
  more: object = {},
): Sealed {
  return seal(
    {
      actorKind: caller.kind,
      actorId: caller.id,
      action,
      subjectType: subjectType ?? ACTIONS[action].subject,
      requestId: request.id,
      outcome: outcome ?? "succeeded",
    },
    {
      actorName: caller.name,
      actorEmail: caller.email,
      subjectId: subject,
      address: request.address,
      details: { ...AUDIT_DETAILS[action].parse(details ?? {}), ...more },
    },
  );
}
