import { pgTable, text } from "drizzle-orm/pg-core";
import { encrypted } from "../encrypted";

/** A value that the secret of this database opens, so that a start with another one is noticed at once. One row. */
export const secretCheck = pgTable("secret_check", {
  name: text().primaryKey(),
  /** Encrypted. */
  value: encrypted().notNull(),
});

/** Keys that sign what was handed out for good, such as server URLs: they stay when the secret becomes another one. */
export const keptKey = pgTable("kept_key", {
  /** What it signs, as the cipher names it. */
  purpose: text().primaryKey(),
  /** Encrypted, in base64url. */
  value: encrypted().notNull(),
});
