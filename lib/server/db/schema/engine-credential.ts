import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ServerName } from "@/lib/contracts/server-name";
import { REFRESH_OUTCOMES } from "@/lib/contracts/target";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";
import { engineInstance } from "./engine";

/** What lets instances into their accounts, and how the engine came by it as an OAuth client. */

/** What lets an instance into its account: OAuth tokens or a key, encrypted together. */
export const engineCredential = pgTable("engine_credential", {
  instanceId: uuid()
    .primaryKey()
    .references(() => engineInstance.id, { onDelete: "cascade" }),
  kind: text({ enum: ["oauth", "key"] }).notNull(),
  secret: encrypted().notNull(),
  /** Encrypted: at which provider, for which client and resource tokens were granted, and nowhere else are they sent. */
  grant: encrypted(),
  /** When the access token ends, where the provider said so. */
  expiresAt: timestamp(),
  /** When it is renewed, ahead of its end; null where it cannot be. */
  refreshAt: timestamp(),
  /** Since when the account's side does not accept it any more. */
  refusedAt: timestamp(),
  /** Whoever renews it, and until when nobody else does. */
  leaseOwner: uuid(),
  leaseUntil: timestamp(),
  updatedAt: timestamp().notNull().defaultNow(),
});

/** The engine's side of a running authorization-code flow: it is the OAuth client here. */
export const engineAuthorization = pgTable("engine_authorization", {
  stateHash: text().primaryKey(),
  instanceId: uuid()
    .notNull()
    .references(() => engineInstance.id, { onDelete: "cascade" }),
  /** Encrypted PKCE verifier (RFC 7636). */
  codeVerifier: encrypted().notNull(),
  /** Encrypted: the provider as it was when the flow began, to which alone the code is given; null in older rows. */
  provider: encrypted(),
  /** Where the browser goes in the end; null for a plain page. */
  redirectUrl: text(),
  expiresAt: timestamp().notNull(),
});

/** Each time that an instance's tokens were renewed, or were not. Tokens are told apart by their hashes' beginnings. */
export const engineRefresh = pgTable(
  "engine_refresh",
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    at: timestamp().notNull().defaultNow(),
    /** Which process it was, as its host and process id. */
    process: text().notNull(),
    outcome: text({ enum: REFRESH_OUTCOMES }).notNull(),
    /** The refresh token's hash before, and after where it is another. */
    tokenBefore: text().notNull(),
    tokenAfter: text(),
    /** Why it was not renewed. */
    reason: text(),
  },
  (table) => [index("engine_refresh_of_instance").on(table.instanceId, table.at)],
);

export type CredentialRow = typeof engineCredential.$inferSelect;

/** How the engine is known, as a client, to an authorization server that it registered with by itself. */
export const engineClient = pgTable(
  "engine_client",
  {
    issuer: text().notNull(),
    redirectUri: text().notNull(),
    clientId: text().notNull(),
    /** Encrypted. */
    clientSecret: encrypted(),
    secretExpiresAt: timestamp(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.redirectUri] })],
);

/** OAuth apps that an account has set up at providers, for its people to consent under its own name. */
export const engineWhiteLabel = pgTable(
  "engine_white_label",
  {
    account: text().notNull(),
    clientId: text().notNull(),
    /** Encrypted. */
    clientSecret: encrypted().notNull(),
    /** As it was given. */
    serverName: text().notNull(),
    /** The server of the catalogue that this is, where there is one. */
    catalogueName: text().$type<ServerName>(),
    callbackUrl: text(),
    accountId: text(),
    createdAt: timestamp().notNull().defaultNow(),
    updatedAt: timestamp().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.clientId] }),
    index("engine_white_label_of_server").on(table.account, table.catalogueName, table.updatedAt),
  ],
);
