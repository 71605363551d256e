import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ServerName } from "@/lib/contracts/server-name";
import {
  READINESS_VERDICTS,
  REFRESH_OUTCOMES,
  TARGET_KINDS,
  TARGET_REGISTRATIONS,
} from "@/lib/contracts/target";
import { ALL_CATEGORIES } from "@/lib/contracts/terms/category";
import { CONNECTION_TYPES } from "@/lib/contracts/terms/transport";
import { CALL_OUTCOMES, REVOCATION_OUTCOMES, SUSPENSION_SCOPES } from "@/lib/contracts/usage";
import { encrypted } from "../encrypted";

/** The embedded engine's own tables. The console reads none of them: it asks the engine's API. */
const createdAt = timestamp({ withTimezone: true }).notNull().defaultNow();

export const engineUser = pgTable(
  "engine_user",
  {
    account: text().notNull(),
    userId: text().notNull(),
    createdAt,
    lastUsedAt: timestamp({ withTimezone: true }),
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
    revokedAt: timestamp({ withTimezone: true }),
    tokensLiveUntil: timestamp({ withTimezone: true }),
    createdAt,
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
    createdAt,
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
    createdAt,
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

/** Tools that are switched off, at every instance of a server. */
export const engineServerSwitchedOff = pgTable(
  "engine_server_switched_off",
  {
    serverName: text().$type<ServerName>().notNull(),
    tool: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serverName, table.tool] })],
);

/** How often a tool was called on a day, by the step of milliseconds in which it was answered. */
export const engineUsage = pgTable(
  "engine_usage",
  {
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    tool: text().notNull(),
    day: date().notNull(),
    step: integer().notNull(),
    calls: integer().notNull(),
    errors: integer().notNull(),
    lastUsedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.instanceId, table.tool, table.day, table.step] }),
    index("engine_usage_oldest").on(table.day),
  ],
);

/** Calls one by one, without what they were called with; of those that were refused, why. */
export const engineCall = pgTable(
  "engine_call",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    tool: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    outcome: text({ enum: CALL_OUTCOMES }).notNull(),
    milliseconds: integer().notNull(),
    requestId: text().notNull(),
    /** The rule that refused it, and what the rule read: the tool's hints, as JSON. */
    rule: text(),
    hint: text(),
  },
  (table) => [
    index("engine_call_of_instance").on(table.instanceId, table.at),
    index("engine_call_oldest").on(table.at),
  ],
);

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
  expiresAt: timestamp({ withTimezone: true }),
  /** When it is renewed, ahead of its end; null where it cannot be. */
  refreshAt: timestamp({ withTimezone: true }),
  /** Since when the account's side does not accept it any more. */
  refusedAt: timestamp({ withTimezone: true }),
  /** Whoever renews it, and until when nobody else does. */
  leaseOwner: uuid(),
  leaseUntil: timestamp({ withTimezone: true }),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
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
  expiresAt: timestamp({ withTimezone: true }).notNull(),
});

/** Each time that an instance's tokens were renewed, or were not. Tokens are told apart by their hashes' beginnings. */
export const engineRefresh = pgTable(
  "engine_refresh",
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
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
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** A target that was chosen for a server, as it is kept. */
export type TargetRow = typeof engineTarget.$inferSelect;

/** Servers that the organisation added to the catalogue's; where each leads stands among the targets. */
export const engineServer = pgTable("engine_server", {
  name: text().$type<ServerName>().primaryKey(),
  /** The name as names are compared. */
  folded: text().notNull().unique(),
  category: text({ enum: ALL_CATEGORIES }).notNull(),
  createdAt,
});

/** What is set for the whole engine. Without a row, the default holds. */
export const engineSetting = pgTable("engine_setting", {
  name: text().primaryKey(),
  value: text().notNull(),
});

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
    seenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    approvedAt: timestamp({ withTimezone: true }),
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
  testedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** How the engine is known, as a client, to an authorization server that it registered with by itself. */
export const engineClient = pgTable(
  "engine_client",
  {
    issuer: text().notNull(),
    redirectUri: text().notNull(),
    clientId: text().notNull(),
    /** Encrypted. */
    clientSecret: encrypted(),
    secretExpiresAt: timestamp({ withTimezone: true }),
    createdAt,
  },
  (table) => [primaryKey({ columns: [table.issuer, table.redirectUri] })],
);

/** The sandbox provider's side: codes that were granted, each for one consent page. */
export const sandboxCode = pgTable("engine_sandbox_code", {
  codeHash: text().primaryKey(),
  clientId: text().notNull(),
  redirectUri: text().notNull(),
  scope: text().notNull(),
  codeChallenge: text().notNull(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  /** The hash of the page's ticket, which grants once. */
  ticketHash: text().unique(),
  /** When it was exchanged. The row stays as long as its ticket would, so that this one grants nothing more. */
  takenAt: timestamp({ withTimezone: true }),
  /** Until when. */
  keptUntil: timestamp({ withTimezone: true }),
});

/** What the sandbox tools read and write, apart for each instance. */
export const sandboxRecord = pgTable(
  "engine_sandbox_record",
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    title: text().notNull(),
    body: text().notNull().default(""),
    createdAt,
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("engine_sandbox_record_of_instance").on(table.instanceId, table.kind)],
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
    createdAt,
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.clientId] }),
    index("engine_white_label_of_server").on(table.account, table.catalogueName, table.updatedAt),
  ],
);
