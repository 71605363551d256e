import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ServerName } from "@/lib/contracts/server-name";
import { CONNECTION_TYPES } from "@/lib/contracts/terms/transport";
import { REVOCATION_OUTCOMES, SUSPENSION_SCOPES } from "@/lib/contracts/usage";
import { timestamp } from "../timestamp";

/** Who uses the embedded engine, with which instances, and what of them is held back. The console reads none of its tables: it asks the engine's API. */

export const engineUser = pgTable(
  "engine_user",
  {
    account: text().notNull(),
    userId: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    lastUsedAt: timestamp(),
  },
  (table) => [primaryKey({ columns: [table.account, table.userId] })],
);

export const engineInstance = pgTable(
  "engine_instance",
  {
    id: uuid().primaryKey().defaultRandom(),
    account: text().notNull(),
    serverName: text().$type<ServerName>().notNull(),
    userId: text().notNull(),
    /** Empty where none was named, so that it takes part in uniqueness. */
    platformName: text().notNull().default(""),
    connectionType: text({ enum: CONNECTION_TYPES }).notNull(),
    legacy: boolean().notNull(),
    isReadOnly: boolean().notNull(),
    /** Whether its tools are discovered step by step in place of a list; null until they were first listed. */
    discovers: boolean(),
    /** Counts up with each change of its URLs; those of another count are dead. */
    urlVersion: integer().notNull().default(0),
    /** The hash of the token that its callers show beside the URL; null where they need none. */
    tokenHash: text(),
    /** How many calls a minute it serves; null for as many as come. */
    callLimit: integer(),
    /** What came of revoking its tokens when its account was last taken away, and until when they live at the latest. */
    revocation: text({ enum: REVOCATION_OUTCOMES }),
    revokedAt: timestamp(),
    tokensLiveUntil: timestamp(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("engine_instance_identity").on(
      table.account,
      table.serverName,
      table.userId,
      table.platformName,
    ),
  ],
);

/** Several instances of one user behind one address; the API calls it a Strata. */
export const engineStrata = pgTable(
  "engine_strata",
  {
    id: uuid().primaryKey().defaultRandom(),
    account: text().notNull(),
    userId: text().notNull(),
    /** Whether agents are told how accounts are connected. */
    handlesAuth: boolean().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (table) => [
    index("engine_strata_of_user").on(table.account, table.userId),
    foreignKey({
      columns: [table.account, table.userId],
      foreignColumns: [engineUser.account, engineUser.userId],
    }).onDelete("cascade"),
  ],
);

export const engineStrataServer = pgTable(
  "engine_strata_server",
  {
    strataId: uuid()
      .notNull()
      .references(() => engineStrata.id, { onDelete: "cascade" }),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.strataId, table.instanceId] }),
    index("engine_strata_server_of_instance").on(table.instanceId),
  ],
);

/** What is suspended: its calls are refused until that is lifted. `everything` has an empty name. */
export const engineSuspension = pgTable(
  "engine_suspension",
  {
    scope: text({ enum: SUSPENSION_SCOPES }).notNull(),
    name: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.name] })],
);

/** Tools that are switched off, at one instance. */
export const engineSwitchedOff = pgTable(
  "engine_switched_off",
  {
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    tool: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.instanceId, table.tool] })],
);
