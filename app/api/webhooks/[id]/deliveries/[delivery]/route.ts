import { deliveryAnswerSchema, deliveryParamsSchema } from "@/lib/contracts/webhook";
import { json } from "@/lib/server/http/json";
import { redeliverWebhook } from "@/lib/server/services/webhooks/redeliver";

/** Sends the delivery once more. */
export const POST = json({
  service: redeliverWebhook,
  params: deliveryParamsSchema,
  answer: deliveryAnswerSchema,
});
