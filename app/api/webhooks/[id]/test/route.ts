import { deliveryAnswerSchema, webhookIdParamsSchema } from "@/lib/contracts/webhook";
import { json } from "@/lib/server/http/json";
import { sendTestEvent } from "@/lib/server/services/webhooks/send-test";

export const POST = json({
  service: sendTestEvent,
  params: webhookIdParamsSchema,
  answer: deliveryAnswerSchema,
});
