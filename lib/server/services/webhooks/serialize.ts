import { EVENT_TYPES, type EventType } from "@/lib/contracts/event";
import type { Delivery, Webhook, WebhookAttempt } from "@/lib/contracts/webhook";
import type { webhookAttempt, webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";

export type EndpointRow = typeof webhookEndpoint.$inferSelect;
export type DeliveryRow = typeof webhookDelivery.$inferSelect;
export type AttemptRow = typeof webhookAttempt.$inferSelect;

/** What is told of an endpoint beside its row. */
export type Told = { waiting: number; latest: Pick<DeliveryRow, "type" | "state" | "triedAt"> | null };

export function serializeWebhook(row: EndpointRow, { waiting, latest }: Told): Webhook {
  const { previousUntil } = row;
  const state = row.disabledAt ? "disabled" : row.failingSince ? "failing" : "active";
  return {
    id: row.id,
    url: row.url,
    events: readEvents(row.events),
    state,
    disabledBecause: row.disabledAt ? row.disabledBecause : null,
    failingSince: row.failingSince?.toISOString() ?? null,
    previousSecretUntil: previousUntil && previousUntil > new Date() ? previousUntil.toISOString() : null,
    waiting,
    latest: latest?.triedAt
      ? { type: latest.type, state: latest.state, at: latest.triedAt.toISOString() }
      : null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

export function serializeDelivery(row: DeliveryRow, attempts: readonly AttemptRow[]): Delivery {
  return {
    id: row.id,
    messageId: row.messageId,
    type: row.type,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: row.state === "pending" ? row.nextAt.toISOString() : null,
    payload: row.payload,
    attempts: attempts.map(serializeAttempt),
  };
}

function serializeAttempt(row: AttemptRow): WebhookAttempt {
  const { at, byHand, succeeded, status, reason, answer, milliseconds } = row;
  return { at: at.toISOString(), byHand, succeeded, status, reason, answer, milliseconds };
}

/** The database takes any JSON; what of it names no event is left out. */
export function readEvents(events: unknown): EventType[] {
  if (!Array.isArray(events)) return [];
  return EVENT_TYPES.filter((type) => events.includes(type));
}

/** An address without its query, for the record: that may hold a key. */
export function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
