import { integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { UPSTREAM_IDS } from "@/lib/contracts/upstream";

/** How an upstream did, an hour a row. */
export const upstreamHour = pgTable(
  "upstream_hour",
  {
    upstream: text({ enum: UPSTREAM_IDS }).notNull(),
    hour: timestamp({ withTimezone: true }).notNull(),
    calls: integer().notNull(),
    failures: integer().notNull(),
    /** Milliseconds of all calls together, and of the slowest. */
    totalTime: integer().notNull(),
    slowest: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.upstream, table.hour] })],
);
