import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { timestamp } from "../timestamp";

/**
 * Work that nobody waits for, shared by every process on this database. A task is due once `due_at` has come and nobody
 * holds its lease; what it is to do, the record of its subject says.
 */
export const task = pgTable(
  "task",
  {
    /** A name in the registry of tasks. A process leaves alone what it does not know: a newer one may have put it there. */
    kind: text().notNull(),
    /** What it is about, such as a job's id; empty where there is one of the kind. */
    key: text().notNull().default(""),
    dueAt: timestamp().notNull().defaultNow(),
    /** The turn that has it in hand. Only its owner may extend a lease or end it. */
    owner: uuid(),
    /** Until when; a process that is killed cannot keep it longer. */
    leaseUntil: timestamp(),
    /** Turns that failed, one after the other. */
    attempts: integer().notNull().default(0),
    /** Why the latest of them did, without the values of a query. */
    lastError: text(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.key] }),
    index("task_due").on(table.kind, table.dueAt),
  ],
);
