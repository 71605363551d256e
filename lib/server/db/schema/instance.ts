import { boolean, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { CONNECTION_TYPES } from "@/lib/contracts/create-instance";
import { SERVER_NAMES } from "@/lib/contracts/server-name";
import { INSTANCE_STATUSES } from "@/lib/contracts/status";
import { UPSTREAM_IDS } from "@/lib/contracts/upstream";

/** The console's record of every instance that it created: the upstream keeps no list. */
export const instance = pgTable(
  "instance",
  {
    id: uuid().primaryKey().defaultRandom(),
    upstream: text({ enum: UPSTREAM_IDS }).notNull(),
    /** The upstream's id; two upstreams may use the same one. */
    upstreamInstanceId: text().notNull(),
    serverName: text({ enum: SERVER_NAMES }).notNull(),
    userId: text().notNull(),
    /** Empty where none was named, so that it takes part in uniqueness. */
    platformName: text().notNull().default(""),
    connectionType: text({ enum: CONNECTION_TYPES }).notNull(),
    legacy: boolean().notNull(),
    isReadOnly: boolean().notNull(),
    /** Encrypted: whoever holds the URL can use the person's account. */
    serverUrl: text().notNull(),
    /** Encrypted: whoever opens it binds an account of theirs to the instance. */
    oauthUrl: text(),
    status: text({ enum: INSTANCE_STATUSES }).notNull(),
    statusCheckedAt: timestamp({ withTimezone: true }),
    /** The id of the member who created it; members come and go, the record stays. */
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("instance_identity").on(table.upstream, table.serverName, table.userId, table.platformName),
    index("instance_latest").on(table.createdAt.desc(), table.id.desc()),
    index("instance_user").on(table.userId),
    index("instance_creator").on(table.createdBy, table.createdAt.desc()),
  ],
);

/** One try at connecting an account. The nonce in its return address is kept as a hash. */
export const connectAttempt = pgTable(
  "connect_attempt",
  {
    id: uuid().primaryKey().defaultRandom(),
    instanceId: uuid()
      .notNull()
      .references(() => instance.id, { onDelete: "cascade" }),
    /** Who opened the window, a member's id or a link visitor's hash; only they may return. */
    holder: text().notNull(),
    nonceHash: text().notNull(),
    state: text({ enum: ["waiting", "confirming", "connected", "failed", "expired", "cancelled"] }).notNull(),
    reason: text(),
    /** Whether the return leads to a page that closes itself, or back to where the person was in the same tab. */
    window: text({ enum: ["popup", "tab"] }).notNull(),
    /** The account was connected already when this began: then only the return proves that it was done anew. */
    wasAuthenticated: boolean().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    returnedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index("connect_attempt_latest").on(table.instanceId, table.createdAt.desc())],
);
