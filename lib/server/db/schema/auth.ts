import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ROLES } from "@/lib/contracts/terms/role";
import { SIGN_IN_METHODS } from "@/lib/contracts/terms/session";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";

/** The tables that better-auth keeps, in its own field names; `role` is ours. */
const stamps = {
  createdAt: timestamp().notNull().defaultNow(),
  updatedAt: timestamp().notNull().defaultNow(),
};

export const user = pgTable("user", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text({ enum: ROLES }).notNull().default("viewer"),
  /** What the directory that provisions members calls them (`externalId` of SCIM). */
  externalId: text().unique(),
  /** Since when the member may not sign in; their record and what they made stay. */
  disabledAt: timestamp(),
  /** Written once a minute at the most. */
  lastSeenAt: timestamp(),
  ...stamps,
});

export const session = pgTable(
  "session",
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    expiresAt: timestamp().notNull(),
    /** Where it began, as the audit has it too. */
    ipAddress: text(),
    userAgent: text(),
    /** Written once a minute at the most. */
    lastSeenAt: timestamp(),
    /** By what it began. */
    method: text({ enum: SIGN_IN_METHODS }).notNull().default("password"),
    /** The provider's own session that it came of (`sid` of OpenID Connect), where the provider tells. */
    providerSession: text(),
    /** When its member showed their second factor too. */
    secondFactorAt: timestamp(),
    ...stamps,
  },
  (table) => [index().on(table.userId)],
);

/** What a member's authenticator app makes codes from (TOTP, RFC 6238). */
export const secondFactor = pgTable("second_factor", {
  userId: text()
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  /** The shared secret in base32. */
  secret: encrypted().notNull(),
  /** When a first code of it was shown; until then it protects nothing. */
  confirmedAt: timestamp(),
  /** The time step of the last code that was taken, so that none is taken twice. */
  lastStep: integer(),
  createdAt: timestamp().notNull().defaultNow(),
});

/** A member's passkeys (WebAuthn level 3): the public keys of what stays in their device or account. */
export const passkey = pgTable(
  "passkey",
  {
    /** The credential's id, in base64url. */
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** COSE, in base64url. */
    publicKey: text().notNull(),
    /** How often it signed, where it counts; one that goes back may be a copy. */
    counter: bigint({ mode: "number" }).notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    lastUsedAt: timestamp(),
  },
  (table) => [index().on(table.userId)],
);

/** Codes for whoever has lost their authenticator app, as hashes; each is taken once, and its row goes. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    codeHash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

export const account = pgTable(
  "account",
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: timestamp(),
    refreshTokenExpiresAt: timestamp(),
    scope: text(),
    password: text(),
    ...stamps,
  },
  (table) => [index().on(table.userId), uniqueIndex().on(table.providerId, table.accountId)],
);

export const verification = pgTable(
  "verification",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: timestamp().notNull(),
    ...stamps,
  },
  (table) => [index().on(table.identifier)],
);

/** The one-time setup link, as a hash; a row is there only while nobody has an account. */
export const setupLink = pgTable("setup_link", {
  tokenHash: text().primaryKey(),
  createdAt: timestamp().notNull().defaultNow(),
});

/** Invitations of new members. Their tokens are kept as hashes, and their rows stay when they are over. */
export const invitation = pgTable(
  "invitation",
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: text().notNull().unique(),
    email: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** The administrator who invited; it is good for as long as they are one. */
    invitedBy: text().notNull(),
    invitedByName: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    expiresAt: timestamp().notNull(),
    acceptedAt: timestamp(),
    revokedAt: timestamp(),
  },
  (table) => [index("invitation_latest").on(table.createdAt.desc())],
);

/** A link by which a member chooses another password; one for each, as a hash. */
export const passwordReset = pgTable("password_reset", {
  userId: text()
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  tokenHash: text().notNull().unique(),
  expiresAt: timestamp().notNull(),
  createdAt: timestamp().notNull().defaultNow(),
});
