import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { IMAGE_TYPES } from "@/lib/contracts/image";
import { ROLES, type Role } from "@/lib/contracts/terms/role";
import { bytes } from "../bytes";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";

/** Whose console this is; one row. */
export const organisation = pgTable(
  "organisation",
  {
    id: integer().primaryKey().default(1),
    name: text().notNull(),
    logo: bytes(),
    logoType: text({ enum: IMAGE_TYPES }),
    /** Whether members may sign in by a password at all. */
    allowsPasswords: boolean().notNull().default(true),
    /** Whether whoever signs in by a password must show a second factor too. */
    requiresSecondFactor: boolean().notNull().default(false),
    updatedAt: timestamp().notNull().defaultNow(),
  },
  (table) => [check("organisation_is_one", sql`${table.id} = 1`)],
);

/** The OpenID provider at which members sign in; one row. Its first three fields give way to the environment's. */
export const singleSignOn = pgTable(
  "single_sign_on",
  {
    id: integer().primaryKey().default(1),
    label: text().notNull(),
    issuer: text().notNull(),
    clientId: text().notNull(),
    clientSecret: encrypted(),
    domains: jsonb().$type<string[]>().notNull(),
    roleClaim: text(),
    roleValues: jsonb().$type<Record<Role, string>>().notNull(),
    defaultRole: text({ enum: ROLES }),
    updatedAt: timestamp().notNull().defaultNow(),
  },
  (table) => [check("single_sign_on_is_one", sql`${table.id} = 1`)],
);

/** What a directory shows to provision members by SCIM; one row, as a hash. */
export const scimToken = pgTable(
  "scim_token",
  {
    id: integer().primaryKey().default(1),
    tokenHash: text().notNull().unique(),
    /** How it begins, so that it is recognised. */
    prefix: text().notNull(),
    createdByName: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    /** To the minute. */
    lastUsedAt: timestamp(),
  },
  (table) => [check("scim_token_is_one", sql`${table.id} = 1`)],
);
