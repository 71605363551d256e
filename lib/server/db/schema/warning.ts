import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { timestamp } from "../timestamp";

/** What was warned of, so that each is told once: what ends soon, and upstreams that fail. */
export const warning = pgTable(
  "warning",
  {
    subjectType: text({ enum: ["api-key", "instance", "link", "upstream"] }).notNull(),
    subjectId: text().notNull(),
    /** The end that was told, to the millisecond: another end is told anew. Null for what lasts until it recovers. */
    endsAt: timestamp({ precision: 3 }),
    since: timestamp().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.subjectType, table.subjectId] })],
);
