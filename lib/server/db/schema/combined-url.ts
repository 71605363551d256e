import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ServerName } from "@/lib/contracts/server-name";
import { UPSTREAM_IDS } from "@/lib/contracts/upstream";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";

/** URLs behind which several servers of one user stand; what their upstream calls a Strata. */
export const combinedUrl = pgTable(
  "combined_url",
  {
    id: uuid().primaryKey().defaultRandom(),
    upstream: text({ enum: UPSTREAM_IDS }).notNull(),
    /** The upstream's id of it. */
    upstreamStrataId: text().notNull(),
    userId: text().notNull(),
    serverNames: jsonb().$type<ServerName[]>().notNull(),
    /** Whoever holds it can use the accounts behind it. */
    serverUrl: encrypted().notNull(),
    /** Where it leads. Empty for the embedded engine, whose URLs follow `APP_URL`. */
    serverOrigin: text(),
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("combined_url_identity").on(table.upstream, table.upstreamStrataId),
    index("combined_url_by_user").on(table.userId, table.createdAt),
  ],
);
