import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { EventType } from "@/lib/contracts/event";
import { NOTICE_CHANNELS, NOTICE_STATES } from "@/lib/contracts/notice";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";
import { user } from "./auth";

/** What a member is told of, and how. */
export const memberNotices = pgTable("member_notices", {
  memberId: text()
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  events: jsonb().$type<EventType[]>().notNull(),
  byMail: boolean().notNull(),
  /** Encrypted: whoever has the address writes there. */
  slackUrl: encrypted(),
  /** Where that is. */
  slackHost: text(),
  updatedAt: timestamp().notNull().defaultNow(),
});

/** One event for one member, by one way. What waits goes together. */
export const notice = pgTable(
  "notice",
  {
    id: uuid().primaryKey().defaultRandom(),
    memberId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    channel: text({ enum: NOTICE_CHANNELS }).notNull(),
    messageId: uuid().notNull(),
    /** What happened, in a sentence, and the page that shows it. */
    line: text().notNull(),
    page: text(),
    state: text({ enum: NOTICE_STATES }).notNull().default("pending"),
    failures: integer().notNull().default(0),
    /** Why it did not come. */
    reason: text(),
    nextAt: timestamp().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    triedAt: timestamp(),
  },
  (table) => [
    uniqueIndex("notice_once").on(table.memberId, table.channel, table.messageId),
    index("notice_due").on(table.nextAt).where(sql`state = 'pending'`),
    index("notice_oldest").on(table.createdAt),
  ],
);
