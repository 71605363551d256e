import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { JOB_ACTIONS } from "@/lib/contracts/job";

/** Work on many instances: what is to be done, and by whom. It outlives the instances that it deletes. */
export const job = pgTable(
  "job",
  {
    id: uuid().primaryKey().defaultRandom(),
    action: text({ enum: JOB_ACTIONS }).notNull(),
    /** The user who is taken off, where that is what it is about. */
    userId: text(),
    state: text({ enum: ["running", "stopped", "finished"] }).notNull(),
    total: integer().notNull(),
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdByEmail: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index("job_latest").on(table.createdAt),
    index("job_running").on(table.state).where(sql`state = 'running'`),
  ],
);

/** One instance of a job, with how it went. The names are copies, because the record may be gone afterwards. */
export const jobItem = pgTable(
  "job_item",
  {
    jobId: uuid()
      .notNull()
      .references(() => job.id, { onDelete: "cascade" }),
    instanceId: uuid().notNull(),
    state: text({ enum: ["pending", "working", "done", "failed"] })
      .notNull()
      .default("pending"),
    /** Why it failed, in a sentence. */
    reason: text(),
    label: jsonb().$type<{ serverName: string; userId: string; platformName: string }>().notNull(),
    claimedAt: timestamp({ withTimezone: true }),
    doneAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.instanceId] }),
    index("job_item_open").on(table.jobId, table.state),
  ],
);
