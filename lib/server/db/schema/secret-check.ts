import { pgTable, text } from "drizzle-orm/pg-core";

/** A value that the secret of this database opens, so that a start with another one is noticed at once. One row. */
export const secretCheck = pgTable("secret_check", {
  name: text().primaryKey(),
  /** Encrypted. */
  value: text().notNull(),
});
