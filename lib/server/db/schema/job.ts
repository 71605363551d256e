import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { CredentialFate } from "@/lib/contracts/credential-fate";
import { JOB_ACTIONS, JOB_ITEM_STATES, JOB_STATES } from "@/lib/contracts/job";
import { INSTANCE_STATUSES } from "@/lib/contracts/terms/status";
import { timestamp } from "../timestamp";

/** Work on many instances: what is to be done, and by whom. It outlives the instances that it deletes. */
export const job = pgTable(
  "job",
  {
    id: uuid().primaryKey().defaultRandom(),
    action: text({ enum: JOB_ACTIONS }).notNull(),
    /** The user who is taken off, where that is what it is about. */
    userId: text(),
    state: text({ enum: JOB_STATES }).notNull(),
    total: integer().notNull(),
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdByEmail: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    finishedAt: timestamp(),
  },
  (table) => [
    index("job_latest").on(table.createdAt),
    index("job_running").on(table.state).where(sql`state = 'running'`),
  ],
);

/** One thing that a job does, with how it went. The names are copies, because the record may be gone afterwards. */
export const jobItem = pgTable(
  "job_item",
  {
    jobId: uuid()
      .notNull()
      .references(() => job.id, { onDelete: "cascade" }),
    /** Its turn within the job. */
    position: integer().notNull().generatedByDefaultAsIdentity(),
    /** What it is about, once in a job: an instance's id, or what names a thing that is not there yet. */
    subject: text(),
    /** What the action takes, in the shape that the action says. */
    input: jsonb(),
    /** The instance that it is about or that it made, for the receipt to lead to. */
    instanceId: uuid(),
    state: text({ enum: JOB_ITEM_STATES }).notNull().default("pending"),
    /** What came of it, where there is more to say than that it is done. */
    outcome: text({ enum: INSTANCE_STATUSES }),
    /** Why it failed, in a sentence. */
    reason: text(),
    /** What became of its credential, where that was taken away. */
    credential: jsonb().$type<CredentialFate>(),
    label: jsonb().$type<{ serverName: string; userId: string; platformName: string }>().notNull(),
    /** The owner of the lease under which it was taken in hand. */
    claimedBy: uuid(),
    claimedAt: timestamp(),
    doneAt: timestamp(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.position] }),
    uniqueIndex("job_item_subject").on(table.jobId, table.subject),
    index("job_item_next").on(table.jobId, table.state, table.position),
  ],
);
