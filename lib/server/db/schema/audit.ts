import { sql } from "drizzle-orm";
import { bigserial, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { OUTCOMES } from "@/lib/contracts/history";
import { CALLER_KINDS } from "@/lib/contracts/member";

/** Who did what, to which record, from where, and how it ended. Rows are only ever added. */
export const auditEvent = pgTable(
  "audit_event",
  {
    id: uuid().primaryKey().defaultRandom(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Which came first of two at the same moment. */
    sequence: bigserial({ mode: "number" }).notNull(),
    /** Missing where a process of an older version, beside this one, recorded it. */
    actorKind: text({ enum: CALLER_KINDS }),
    /** The member's id, or `system`. */
    actorId: text().notNull(),
    /** The name at the time; a member's email address, where only that was recorded. */
    actorName: text().notNull(),
    /** The member's email address at the time. */
    actorEmail: text(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** The address that the request came from, where it is known. */
    address: text(),
    requestId: text(),
    outcome: text({ enum: OUTCOMES }).notNull(),
    /** What changed, without secrets. */
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index("audit_event_latest").on(table.at.desc()),
    index("audit_event_sequence").on(table.sequence),
    index("audit_event_subject").on(table.subjectType, table.subjectId),
    index("audit_event_user").on(sql`(details->>'userId')`),
  ],
);
