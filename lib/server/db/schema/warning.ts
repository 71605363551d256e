import { pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What was warned of, so that each is told once: what ends soon, and upstreams that fail. */
export const warning = pgTable(
  "warning",
  {
    subjectType: text({ enum: ["api-key", "instance", "link", "upstream"] }).notNull(),
    subjectId: text().notNull(),
    /** The end that was told, to the millisecond: another end is told anew. Null for what lasts until it recovers. */
    endsAt: timestamp({ withTimezone: true, precision: 3 }),
    since: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.subjectType, table.subjectId] })],
);
