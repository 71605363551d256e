import * as z from "zod/mini";
import { ACTIONS, type Action } from "./action";

/** What webhooks are told of, read from the actions of which it comes. */
export type EventType = {
  [A in Action]: (typeof ACTIONS)[A] extends { events: readonly (infer Type)[] } ? Type : never;
}[Action];
export const EVENT_TYPES = [
  ...new Set(Object.values(ACTIONS).flatMap((rule) => ("events" in rule ? rule.events : []))),
].sort() as [EventType, ...EventType[]];
export const eventTypeSchema = z.enum(EVENT_TYPES, { error: "There is no such event." });

/** What is sent to try an endpoint. */
export const TEST_EVENT = "webhook.test";

/** An event as it waits in the outbox, and as endpoints are told of it: the body of a delivery is this. */
export const eventSchema = z.object({
  type: z.string(),
  /** When it happened. */
  timestamp: z.string(),
  data: z.object({
    /** The audit event's id. */
    id: z.string(),
    /** What it happened to. */
    subject: z.object({ type: z.string(), id: z.string() }),
    /** Who did it, as the record has them. */
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    /** What the record says of it, without secrets. */
    details: z.record(z.string(), z.unknown()),
    /** The instance as it was when this was sent, where it is about one that was still there. */
    instance: z.optional(
      z.object({
        id: z.string(),
        serverName: z.string(),
        userId: z.string(),
        platformName: z.nullable(z.string()),
        status: z.string(),
      }),
    ),
    /** The console's page of it, where it has one. */
    page: z.optional(z.string()),
  }),
});
export type WebhookEvent = z.infer<typeof eventSchema>;
