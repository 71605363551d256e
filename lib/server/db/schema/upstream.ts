import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { UPSTREAM_IDS } from "@/lib/contracts/upstream";
import { timestamp } from "../timestamp";

/** How an upstream did, an hour a row. */
export const upstreamHour = pgTable(
  "upstream_hour",
  {
    upstream: text({ enum: UPSTREAM_IDS }).notNull(),
    hour: timestamp().notNull(),
    calls: integer().notNull(),
    failures: integer().notNull(),
    /** Milliseconds of all calls together, and of the slowest. */
    totalTime: integer().notNull(),
    slowest: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.upstream, table.hour] })],
);
