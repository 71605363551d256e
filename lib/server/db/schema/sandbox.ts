import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamp } from "../timestamp";
import { engineInstance } from "./engine";

/** What the sandbox keeps: it is a provider and a server of its own. */

/** The sandbox provider's side: codes that were granted, each for one consent page. */
export const sandboxCode = pgTable("engine_sandbox_code", {
  codeHash: text().primaryKey(),
  clientId: text().notNull(),
  redirectUri: text().notNull(),
  scope: text().notNull(),
  codeChallenge: text().notNull(),
  expiresAt: timestamp().notNull(),
  /** The hash of the page's ticket, which grants once. */
  ticketHash: text().unique(),
  /** When it was exchanged. The row stays as long as its ticket would, so that this one grants nothing more. */
  takenAt: timestamp(),
  /** Until when. */
  keptUntil: timestamp(),
});

/** What the sandbox tools read and write, apart for each instance. */
export const sandboxRecord = pgTable(
  "engine_sandbox_record",
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    title: text().notNull(),
    body: text().notNull().default(""),
    createdAt: timestamp().notNull().defaultNow(),
    updatedAt: timestamp().notNull().defaultNow(),
  },
  (table) => [index("engine_sandbox_record_of_instance").on(table.instanceId, table.kind)],
);
