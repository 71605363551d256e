import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Counters of attempts, in the columns that rate-limiter-flexible's Drizzle store expects. */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: text().primaryKey(),
    points: integer().notNull(),
    expire: timestamp({ withTimezone: true, mode: "date" }),
  },
  (table) => [index("rate_limit_expire").on(table.expire)],
);
