import {
  readWebhookAnswerSchema,
  webhookAnswerSchema,
  webhookChangeSchema,
  webhookDeletedSchema,
  webhookIdParamsSchema,
} from "@/lib/contracts/webhook";
import { json } from "@/lib/server/http/json";
import { deleteWebhook } from "@/lib/server/services/webhooks/delete";
import { readWebhook } from "@/lib/server/services/webhooks/read";
import { updateWebhook } from "@/lib/server/services/webhooks/update";

export const GET = json({
  service: readWebhook,
  params: webhookIdParamsSchema,
  answer: readWebhookAnswerSchema,
});

export const PATCH = json({
  service: updateWebhook,
  params: webhookIdParamsSchema,
  body: webhookChangeSchema,
  answer: webhookAnswerSchema,
});

export const DELETE = json({
  service: deleteWebhook,
  params: webhookIdParamsSchema,
  answer: webhookDeletedSchema,
});
