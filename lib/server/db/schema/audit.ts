import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { OUTCOMES } from "@/lib/contracts/history";
import { CALLER_KINDS } from "@/lib/contracts/member";
import { timestamp } from "../timestamp";

/** Who did what, to which record, from where, and how it ended. Rows are only ever added. */
export const auditEvent = pgTable(
  "audit_event",
  {
    id: uuid().primaryKey().defaultRandom(),
    at: timestamp().notNull().defaultNow(),
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
    /** Its place in the chain, without gaps; missing for what was recorded before there was one, which is segment 0. */
    position: bigint({ mode: "number" }),
    /** The hash of the event before it, and its own over that, its place and what it says. */
    previousHash: text(),
    hash: text(),
    /** What stands in the chain for what is about persons, and the salt without which nobody can guess at it. */
    personalHash: text(),
    /** Gone where what is about persons was erased. */
    personalSalt: text(),
  },
  (table) => [
    uniqueIndex("audit_event_position").on(table.position),
    index("audit_event_latest").on(table.at.desc()),
    index("audit_event_sequence").on(table.sequence),
    index("audit_event_subject").on(table.subjectType, table.subjectId),
    index("audit_event_user").on(sql`(details->>'userId')`),
  ],
);

/** Where the chain of events ends. One row, which whoever adds an event holds until that is kept. */
export const auditHead = pgTable("audit_head", {
  id: integer().primaryKey().default(1),
  position: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
  /** The hash that it had before the latest change. */
  previous: text().notNull(),
});

/** Ends of the chain as they were signed from day to day: whoever rewrites what was before one is found out. */
export const auditSignedHead = pgTable("audit_signed_head", {
  position: bigint({ mode: "number" }).primaryKey(),
  hash: text().notNull(),
  signedAt: timestamp().notNull(),
  keyId: text().notNull(),
  signature: text().notNull(),
});

/** Parts of the record that were closed: 0 is what was there before the chain; of others, the events are let go of. */
export const auditSegment = pgTable("audit_segment", {
  number: integer().primaryKey(),
  events: bigint({ mode: "number" }).notNull(),
  /** The place of its last event; of segment 0, its last `sequence`. */
  last: bigint({ mode: "number" }).notNull(),
  /** The hash of its last event; of segment 0, that of all of them. */
  hash: text().notNull(),
  closedAt: timestamp().notNull(),
  keyId: text().notNull(),
  signature: text().notNull(),
});

/** Every public key that heads and segments were signed with; old ones are kept. */
export const auditKey = pgTable("audit_key", {
  id: text().primaryKey(),
  /** Ed25519, as `x` of a JSON Web Key (RFC 8037). */
  publicKey: text().notNull(),
  addedAt: timestamp().notNull().defaultNow(),
});
