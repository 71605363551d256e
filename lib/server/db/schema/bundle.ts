import { boolean, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ServerName } from "@/lib/contracts/server-name";
import { timestamp } from "../timestamp";

/** Named sets of servers that are given to users in one act. What was given stays when a bundle changes or goes. */
export const bundle = pgTable("bundle", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull().unique(),
  serverNames: jsonb().$type<ServerName[]>().notNull(),
  isReadOnly: boolean().notNull(),
  createdBy: text().notNull(),
  createdByName: text().notNull(),
  createdAt: timestamp().notNull().defaultNow(),
  updatedAt: timestamp().notNull().defaultNow(),
});
