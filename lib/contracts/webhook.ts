import * as z from "zod/mini";
import { EVENT_TYPES, eventTypeSchema } from "./event";
import { storable } from "./text";
import { told } from "./told";

/** More endpoints than anybody has. */
export const WEBHOOKS_AT_MOST = 50;

const LONGEST = 2048;

function isWebhookAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, hash } = new URL(value);
  return /^https?:$/.test(protocol) && !username && !password && !hash;
}

/** `POST /api/webhooks` */
export const webhookFormSchema = z.object({
  url: z
    .string({ error: "Give the address of the endpoint." })
    .check(
      z.trim(),
      z.maxLength(LONGEST, { error: "This address is too long." }),
      storable,
      z.refine(isWebhookAddress, { error: "Give an https address, without a user, a password or a #." }),
    ),
  events: z
    .array(eventTypeSchema, { error: "Choose at least one event." })
    .check(
      z.minLength(1, { error: "Choose at least one event." }),
      z.maxLength(EVENT_TYPES.length, { error: "Choose each event once." }),
    ),
});
export type WebhookForm = z.output<typeof webhookFormSchema>;

/** `PATCH /api/webhooks/{id}`: what is left out stays as it is. */
export const webhookChangeSchema = z.extend(z.partial(webhookFormSchema), {
  /** An endpoint that is enabled goes on with what waits for it. */
  isEnabled: z.optional(z.boolean({ error: "Yes or no." })),
});
export type WebhookChange = z.output<typeof webhookChangeSchema>;

/** `failing`: its latest attempts came to nothing, and are repeated. */
export const WEBHOOK_STATES = ["active", "failing", "disabled"] as const;
export const DISABLED_BECAUSE = ["failing", "gone", "by-hand"] as const;
export const DELIVERY_STATES = ["pending", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(told(eventTypeSchema)),
  state: z.enum(WEBHOOK_STATES),
  disabledBecause: z.nullable(told(z.enum(DISABLED_BECAUSE))),
  /** Since when no attempt has been answered well. */
  failingSince: z.nullable(z.string()),
  /** How long the secret before the present one signs as well. */
  previousSecretUntil: z.nullable(z.string()),
  /** How many deliveries wait for their next attempt. */
  waiting: z.int(),
  /** What came of the latest that was tried. */
  latest: z.nullable(z.object({ type: z.string(), state: told(z.enum(DELIVERY_STATES)), at: z.string() })),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** One try at a delivery. */
export const attemptSchema = z.object({
  at: z.string(),
  byHand: z.boolean(),
  succeeded: z.boolean(),
  /** The HTTP status; null where nothing was answered. */
  status: z.nullable(z.int()),
  /** Why it came to nothing. */
  reason: z.nullable(z.string()),
  /** How the answer began. */
  answer: z.string(),
  milliseconds: z.int(),
});
export type WebhookAttempt = z.infer<typeof attemptSchema>;

export const deliverySchema = z.object({
  id: z.string(),
  /** As the endpoint has it in `webhook-id`; the same at each attempt. */
  messageId: z.string(),
  type: z.string(),
  state: told(z.enum(DELIVERY_STATES)),
  createdAt: z.string(),
  nextAttemptAt: z.nullable(z.string()),
  /** The body, as it is sent. */
  payload: z.string(),
  /** The latest first. */
  attempts: z.array(attemptSchema),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const webhookIdParamsSchema = z.object({ id: z.uuid() });
export const deliveryParamsSchema = z.object({ id: z.uuid(), delivery: z.uuid() });
export const webhookAnswerSchema = z.object({ webhook: webhookSchema });
export const listWebhooksAnswerSchema = z.object({ webhooks: z.array(webhookSchema) });
export type ListWebhooksAnswer = z.infer<typeof listWebhooksAnswerSchema>;
/** `secret` is told once, here, and never again. */
export const webhookMadeSchema = z.object({ webhook: webhookSchema, secret: z.string() });
export type WebhookMade = z.infer<typeof webhookMadeSchema>;
/** `GET /api/webhooks/{id}`: with its latest deliveries. */
export const readWebhookAnswerSchema = z.object({
  webhook: webhookSchema,
  deliveries: z.array(deliverySchema),
});
export type ReadWebhookAnswer = z.infer<typeof readWebhookAnswerSchema>;
export const deliveryAnswerSchema = z.object({ delivery: deliverySchema });
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;
export const webhookDeletedSchema = z.object({ deleted: z.literal(true) });
