import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { EventType, WebhookEvent } from "@/lib/contracts/event";
import { DELIVERY_STATES, DISABLED_BECAUSE } from "@/lib/contracts/webhook";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";

/** What happened and is to be told, written with the change itself, until it is handed to the endpoints that want it. */
export const eventOutbox = pgTable("event_outbox", {
  sequence: bigserial({ mode: "number" }).primaryKey(),
  /** The message's, the same for every endpoint. */
  id: uuid().notNull().defaultRandom(),
  type: text().notNull(),
  at: timestamp().notNull(),
  data: jsonb().$type<WebhookEvent["data"]>().notNull(),
});

/** Where events are sent. */
export const webhookEndpoint = pgTable("webhook_endpoint", {
  id: uuid().primaryKey().defaultRandom(),
  url: text().notNull(),
  events: jsonb().$type<EventType[]>().notNull(),
  /** Encrypted. */
  secret: encrypted().notNull(),
  /** Encrypted: the one before, and how long it signs as well. */
  previousSecret: encrypted(),
  previousUntil: timestamp(),
  createdBy: text().notNull(),
  createdByName: text().notNull(),
  createdAt: timestamp().notNull().defaultNow(),
  /** Since when no attempt has been answered well. */
  failingSince: timestamp(),
  disabledAt: timestamp(),
  disabledBecause: text({ enum: DISABLED_BECAUSE }),
});

/** One event for one endpoint. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: uuid().primaryKey().defaultRandom(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoint.id, { onDelete: "cascade" }),
    messageId: uuid().notNull(),
    type: text().notNull(),
    /** The body, byte for byte as it is signed. */
    payload: text().notNull(),
    state: text({ enum: DELIVERY_STATES }).notNull().default("pending"),
    /** Attempts that failed since it was put on its way, or again. */
    failures: integer().notNull().default(0),
    nextAt: timestamp().notNull().defaultNow(),
    createdAt: timestamp().notNull().defaultNow(),
    /** When it was tried last. */
    triedAt: timestamp(),
  },
  (table) => [
    uniqueIndex("webhook_delivery_once").on(table.endpointId, table.messageId),
    index("webhook_delivery_due").on(table.endpointId, table.nextAt).where(sql`state = 'pending'`),
    index("webhook_delivery_latest").on(table.endpointId, table.createdAt.desc()),
    index("webhook_delivery_oldest").on(table.createdAt),
  ],
);

/** Each try at a delivery, and what was answered. */
export const webhookAttempt = pgTable(
  "webhook_attempt",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDelivery.id, { onDelete: "cascade" }),
    at: timestamp().notNull().defaultNow(),
    byHand: boolean().notNull(),
    succeeded: boolean().notNull(),
    status: integer(),
    reason: text(),
    /** How the answer began. */
    answer: text().notNull().default(""),
    milliseconds: integer().notNull(),
  },
  (table) => [index("webhook_attempt_of").on(table.deliveryId, table.at)],
);
