import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ApiKeyScope } from "@/lib/contracts/api-key";
import { ROLES } from "@/lib/contracts/terms/role";
import { timestamp } from "../timestamp";

/** Keys by which programs act. A key is kept as a hash, and its record stays when it is revoked. */
export const apiKey = pgTable(
  "api_key",
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    secretHash: text().notNull().unique(),
    /** How the key begins, to know it by. */
    prefix: text().notNull(),
    scopes: jsonb().$type<ApiKeyScope[]>().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** Of the engine's. */
    account: text().notNull().default("main"),
    /** The member who made it, and whose role bounds what it does. */
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    expiresAt: timestamp(),
    /** Written once a minute at the most. */
    lastUsedAt: timestamp(),
    revokedAt: timestamp(),
  },
  (table) => [index("api_key_latest").on(table.createdAt.desc())],
);
