import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { CONNECT_PAGES, CONNECT_WINDOWS, RETURN_OUTCOMES } from "@/lib/contracts/connect";
import { CALLER_KINDS } from "@/lib/contracts/member";
import { ATTEMPT_STATES } from "@/lib/contracts/terms/connect";
import { timestamp } from "../timestamp";
import { instance } from "./instance";
import { connectLink } from "./link";

/** One try at connecting an account. The nonce in its return address is kept as a hash. */
export const connectAttempt = pgTable(
  "connect_attempt",
  {
    id: uuid().primaryKey().defaultRandom(),
    instanceId: uuid()
      .notNull()
      .references(() => instance.id, { onDelete: "cascade" }),
    /** The link by which it began; missing where it began in the console. */
    linkId: uuid().references(() => connectLink.id, { onDelete: "set null" }),
    /** Who opened the window, a member's id or a link visitor's hash; only they may return. */
    holder: text().notNull(),
    /** Missing where a process of an older version, beside this one, began it. */
    holderKind: text({ enum: CALLER_KINDS }),
    /** The name at the time; a member's email address, where only that was recorded. */
    holderName: text().notNull().default(""),
    /** The member's email address at the time. */
    holderEmail: text(),
    nonceHash: text().notNull(),
    state: text({ enum: ATTEMPT_STATES }).notNull(),
    reason: text(),
    /** Whether the return leads to a page that closes itself, or back to where the person was in the same tab. */
    window: text({ enum: CONNECT_WINDOWS }).notNull(),
    /** The console's page to which the same tab goes back; of no meaning for a link, which has one page. */
    page: text({ enum: CONNECT_PAGES }).notNull().default("instance"),
    /** The account was connected already when this began: then only the return proves that it was done anew. */
    wasAuthenticated: boolean().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    expiresAt: timestamp().notNull(),
    returnedAt: timestamp(),
    /** What the upstream itself said of the consent on the way back; missing where it says nothing there. */
    returnSaid: text({ enum: RETURN_OUTCOMES }),
  },
  (table) => [
    index("connect_attempt_latest").on(table.instanceId, table.createdAt.desc()),
    index("connect_attempt_link").on(table.linkId),
    index("connect_attempt_oldest").on(table.createdAt),
  ],
);
