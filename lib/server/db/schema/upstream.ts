import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
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

/** When calls of an upstream's account started last, and may start again, for all processes: none has more than its part. */
export const upstreamPace = pgTable("upstream_pace", {
  upstream: text({ enum: UPSTREAM_IDS }).primaryKey(),
  /** In milliseconds since 1970 by the database's clock, the oldest first; those that wait for their turn too. */
  starts: jsonb().$type<number[]>().notNull(),
  /** Until then nobody starts, because the other side asked for rest. */
  restsUntil: timestamp(),
});
