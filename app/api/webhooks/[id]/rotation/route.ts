import { webhookIdParamsSchema, webhookMadeSchema } from "@/lib/contracts/webhook";
import { json } from "@/lib/server/http/json";
import { rotateWebhookSecret } from "@/lib/server/services/webhooks/rotate-secret";

/** Gives the endpoint another secret; the one before signs for a day more. */
export const POST = json({
  service: rotateWebhookSecret,
  params: webhookIdParamsSchema,
  answer: webhookMadeSchema,
});
