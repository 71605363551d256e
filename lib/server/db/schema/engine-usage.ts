import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { CALL_OUTCOMES } from "@/lib/contracts/usage";
import { timestamp } from "../timestamp";
import { engineInstance } from "./engine";

/** What was called, and what came of it. */

/** How often a tool was called on a day, by the step of milliseconds in which it was answered. */
export const engineUsage = pgTable(
  "engine_usage",
  {
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    tool: text().notNull(),
    day: date().notNull(),
    step: integer().notNull(),
    calls: integer().notNull(),
    errors: integer().notNull(),
    lastUsedAt: timestamp().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.instanceId, table.tool, table.day, table.step] }),
    index("engine_usage_oldest").on(table.day),
  ],
);

/** Calls one by one, without what they were called with; of those that were refused, why. */
export const engineCall = pgTable(
  "engine_call",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    tool: text().notNull(),
    at: timestamp().notNull(),
    outcome: text({ enum: CALL_OUTCOMES }).notNull(),
    milliseconds: integer().notNull(),
    requestId: text().notNull(),
    /** The rule that refused it, and what the rule read: the tool's hints, as JSON. */
    rule: text(),
    hint: text(),
  },
  (table) => [
    index("engine_call_of_instance").on(table.instanceId, table.at),
    index("engine_call_oldest").on(table.at),
  ],
);
