import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { timestamp } from "../timestamp";
import { instance } from "./instance";

/** A link by which a person connects accounts of theirs. Its secret is kept as a hash. */
export const connectLink = pgTable(
  "connect_link",
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: text().notNull().unique(),
    /** Whom the operator says it is for, as the person will read it. */
    person: text().notNull(),
    userId: text().notNull(),
    openings: integer().notNull().default(0),
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    expiresAt: timestamp().notNull(),
    revokedAt: timestamp(),
    /** When the last of its accounts was connected: from then on it opens only where it was used. */
    completedAt: timestamp(),
  },
  (table) => [
    index("connect_link_latest").on(table.createdAt.desc()),
    index("connect_link_user").on(table.userId),
    index("connect_link_expiry").on(table.expiresAt).where(sql`revoked_at is null`),
  ],
);

export const connectLinkItem = pgTable(
  "connect_link_item",
  {
    linkId: uuid()
      .notNull()
      .references(() => connectLink.id, { onDelete: "cascade" }),
    /** The item's place on the page, from 0. */
    position: integer().notNull(),
    instanceId: uuid()
      .notNull()
      .references(() => instance.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.linkId, table.position] }), index().on(table.instanceId)],
);

/** A browser in which somebody said that they are the person of a link. */
export const connectLinkVisit = pgTable(
  "connect_link_visit",
  {
    linkId: uuid()
      .notNull()
      .references(() => connectLink.id, { onDelete: "cascade" }),
    /** The hash of the browser's cookie. */
    visitorHash: text().notNull(),
    confirmedAt: timestamp().notNull().defaultNow(),
    /** When it passed a key on by the link; what it connected by consent, its attempts say. */
    keyedAt: timestamp(),
  },
  (table) => [primaryKey({ columns: [table.linkId, table.visitorHash] })],
);
