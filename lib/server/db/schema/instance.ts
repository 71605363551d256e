import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ServerName } from "@/lib/contracts/server-name";
import { SIGN_IN_KINDS } from "@/lib/contracts/terms/sign-in";
import { INSTANCE_STATUSES } from "@/lib/contracts/terms/status";
import { CONNECTION_TYPES } from "@/lib/contracts/terms/transport";
import { UPSTREAM_IDS } from "@/lib/contracts/upstream";
import { encrypted } from "../encrypted";
import { folded } from "../folded";
import { timestamp } from "../timestamp";

/** The console's record of every instance that it created: the upstream keeps no list. */
export const instance = pgTable(
  "instance",
  {
    id: uuid().primaryKey().defaultRandom(),
    upstream: text({ enum: UPSTREAM_IDS }).notNull(),
    /** The upstream's id; two upstreams may use the same one. */
    upstreamInstanceId: text().notNull(),
    serverName: text().$type<ServerName>().notNull(),
    userId: text().notNull(),
    /** Empty where none was named, so that it takes part in uniqueness. */
    platformName: text().notNull().default(""),
    connectionType: text({ enum: CONNECTION_TYPES }).notNull(),
    legacy: boolean().notNull(),
    isReadOnly: boolean().notNull(),
    /** Since when a change of that is under way at the upstream; null again with its answer. */
    accessAskedAt: timestamp(),
    /** Encrypted: whoever holds the URL can use the person's account. */
    serverUrl: encrypted().notNull(),
    /** How its account is let in, where that is not as the catalogue says. */
    signIn: text({ enum: SIGN_IN_KINDS }),
    /** Where the server URL leads. Empty for the embedded engine, whose URLs follow `APP_URL`, and in older rows. */
    serverOrigin: text(),
    /** Encrypted: whoever opens it binds an account of theirs to the instance. */
    oauthUrl: encrypted(),
    status: text({ enum: INSTANCE_STATUSES }).notNull(),
    statusCheckedAt: timestamp(),
    /** When the sweep last asked for the status, also where it got no answer: those must not hold up the others. */
    sweptAt: timestamp(),
    /** The id of the member who created it; members come and go, the record stays. */
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    /** In milliseconds, as JavaScript has them, so that a place in the list can be told exactly. */
    createdAt: timestamp({ precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp().notNull().defaultNow(),
    /** When its account was connected for the first time. */
    connectedAt: timestamp(),
    /** When the upstream was first found not to know it any more. */
    missingSince: timestamp(),
    /** All that a search looks at, case-folded. Processes of the version before this one look here, without an index. */
    searchText: text()
      .notNull()
      .generatedAlwaysAs(
        sql`lower(server_name || ' ' || user_id || ' ' || platform_name || ' ' || upstream_instance_id || ' ' || id::text)`,
      ),
    /** All that a search looks at, as people read it: whatever the case, accents, width and blanks. */
    foldedText: text()
      .notNull()
      .generatedAlwaysAs(
        folded(
          sql`server_name || ' ' || user_id || ' ' || platform_name || ' ' || upstream_instance_id || ' ' || id::text`,
        ),
      ),
    /** The user's id likewise, without blanks around it: what two people share who look alike. */
    foldedUser: text()
      .notNull()
      .generatedAlwaysAs(sql`btrim(${folded(sql`user_id`)})`),
  },
  (table) => [
    uniqueIndex("instance_identity").on(table.upstream, table.serverName, table.userId, table.platformName),
    index("instance_latest").on(table.createdAt, table.id),
    index("instance_by_server").on(table.serverName, table.createdAt, table.id),
    index("instance_by_user").on(table.userId, table.createdAt, table.id),
    index("instance_by_status").on(table.status, table.createdAt, table.id),
    index("instance_by_platform").on(table.platformName, table.createdAt, table.id),
    index("instance_by_creator").on(table.createdBy, table.createdAt, table.id),
    index("instance_by_transport").on(table.connectionType, table.createdAt, table.id),
    index("instance_by_access").on(table.isReadOnly, table.createdAt, table.id),
    index("instance_sorted_by_server").on(table.serverName, table.id),
    index("instance_sorted_by_user").on(table.userId, table.id),
    index("instance_sorted_by_status").on(table.status, table.id),
    index("instance_stale").on(table.sweptAt.asc().nullsFirst(), table.statusCheckedAt.asc().nullsFirst()),
    index("instance_missing").on(table.createdAt, table.id).where(sql`missing_since is not null`),
    index("instance_access_asked").on(table.accessAskedAt).where(sql`access_asked_at is not null`),
    index("instance_connected").on(table.connectedAt, table.createdAt),
    // A text in this form may be longer than an ordered index takes.
    index("instance_folded_user").using("hash", table.foldedUser),
    // Every search reads what was added and not yet sorted in: at most so many kilobytes, 4096 where nothing is said. Fewer
    // would have a job on many rows sort in its few again and again, which was most of its work.
    index("instance_folded_search")
      .using("gin", sql`${table.foldedText} gin_trgm_ops`)
      .with({ gin_pending_list_limit: 256 }),
  ],
);
