import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { IMAGE_TYPES } from "@/lib/contracts/image";
import type { ServerName } from "@/lib/contracts/server-name";
import { READINESS_VERDICTS, TARGET_KINDS, TARGET_REGISTRATIONS } from "@/lib/contracts/target";
import { ALL_CATEGORIES } from "@/lib/contracts/terms/category";
import { CONNECTION_TYPES } from "@/lib/contracts/terms/transport";
import { bytes } from "../bytes";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";

/** What stands behind each server, and what was seen there. */

/** What an administrator chose to stand behind a server. Without a row, the default does. */
export const engineTarget = pgTable("engine_target", {
  serverName: text().$type<ServerName>().primaryKey(),
  kind: text({ enum: TARGET_KINDS }).notNull(),
  /** Of the MCP endpoint, for `remote`. */
  url: text(),
  transport: text({ enum: CONNECTION_TYPES }),
  registration: text({ enum: TARGET_REGISTRATIONS }),
  clientId: text(),
  /** Encrypted. */
  clientSecret: encrypted(),
  /** Separated by spaces. */
  scopes: text(),
  /** Encrypted, as a JSON object. */
  headers: encrypted(),
  /** The header that carries a key, such as `Authorization: Token {key}`. */
  keyHeader: text(),
  updatedAt: timestamp().notNull().defaultNow(),
});

/** A target that was chosen for a server, as it is kept. */
export type TargetRow = typeof engineTarget.$inferSelect;

/** Servers that the organisation added to the catalogue's; where each leads stands among the targets. */
export const engineServer = pgTable("engine_server", {
  name: text().$type<ServerName>().primaryKey(),
  /** The name as names are compared. */
  folded: text().notNull().unique(),
  category: text({ enum: ALL_CATEGORIES }).notNull(),
  icon: bytes(),
  iconType: text({ enum: IMAGE_TYPES }),
  createdAt: timestamp().notNull().defaultNow(),
});

/** What is set for the whole engine. Without a row, the default holds. */
export const engineSetting = pgTable("engine_setting", {
  name: text().primaryKey(),
  value: text().notNull(),
});

/** Tools that are switched off, at every instance of a server. */
export const engineServerSwitchedOff = pgTable(
  "engine_server_switched_off",
  {
    serverName: text().$type<ServerName>().notNull(),
    tool: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serverName, table.tool] })],
);

/** Each way in which a tool of a server elsewhere was seen to describe itself; the first of a tool is approved. */
export const engineToolVersion = pgTable(
  "engine_tool_version",
  {
    serverName: text().$type<ServerName>().notNull(),
    /** The hash of the address where it was seen. */
    place: text().notNull(),
    tool: text().notNull(),
    hash: text().notNull(),
    /** As JSON. */
    definition: text().notNull(),
    seenAt: timestamp().notNull().defaultNow(),
    approvedAt: timestamp(),
  },
  (table) => [
    primaryKey({ columns: [table.serverName, table.place, table.tool, table.hash] }),
    index("engine_tool_version_held").on(table.seenAt).where(sql`approved_at is null`),
  ],
);

/** What the last test of a server's target came to. */
export const engineReadiness = pgTable("engine_readiness", {
  serverName: text().$type<ServerName>().primaryKey(),
  /** What was tested; a target that leads elsewhere since was not. */
  url: text().notNull(),
  verdict: text({ enum: READINESS_VERDICTS }).notNull(),
  /** What was found, in sentences; the vendor's own words among them. */
  words: text().notNull(),
  testedAt: timestamp().notNull().defaultNow(),
});
