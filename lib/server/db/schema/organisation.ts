import { sql } from "drizzle-orm";
import { boolean, check, customType, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Whose console this is; one row. */
export const organisation = pgTable(
  "organisation",
  {
    id: integer().primaryKey().default(1),
    name: text().notNull(),
    logo: bytes(),
    logoType: text(),
    /** Whether whoever signs in by a password must show a second factor too. */
    requiresSecondFactor: boolean().notNull().default(false),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("organisation_is_one", sql`${table.id} = 1`)],
);
