import { pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { timestamp } from "../timestamp";

/** How members left the list of instances, under names of theirs. What it narrows by stands in its address alone. */
export const savedView = pgTable(
  "saved_view",
  {
    id: uuid().primaryKey().defaultRandom(),
    memberId: text().notNull(),
    name: text().notNull(),
    /** The query of the list's address, with its question mark. */
    search: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (table) => [uniqueIndex("saved_view_name").on(table.memberId, table.name)],
);
