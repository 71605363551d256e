import {
  type DeliveryAnswer,
  deliveryAnswerSchema,
  type ListWebhooksAnswer,
  listWebhooksAnswerSchema,
  type ReadWebhookAnswer,
  readWebhookAnswerSchema,
  type Webhook,
  type WebhookChange,
  type WebhookForm,
  type WebhookMade,
  webhookAnswerSchema,
  webhookDeletedSchema,
  webhookMadeSchema,
} from "@/lib/contracts/webhook";
import { request } from "./request";

/** `GET /api/webhooks` */
export function listWebhooks(signal?: AbortSignal): Promise<ListWebhooksAnswer> {
  return request("/api/webhooks", { answer: listWebhooksAnswerSchema, signal });
}

/** `POST /api/webhooks`: the answer's `secret` is told this once. */
export function createWebhook(body: WebhookForm): Promise<WebhookMade> {
  return request("/api/webhooks", { method: "POST", body, answer: webhookMadeSchema });
}

/** `GET /api/webhooks/{id}`: with its latest deliveries. */
export function readWebhook(id: string, signal?: AbortSignal): Promise<ReadWebhookAnswer> {
  return request(`/api/webhooks/${id}`, { answer: readWebhookAnswerSchema, signal });
}

/** `PATCH /api/webhooks/{id}` */
export function updateWebhook(id: string, body: WebhookChange): Promise<{ webhook: Webhook }> {
  return request(`/api/webhooks/${id}`, { method: "PATCH", body, answer: webhookAnswerSchema });
}

/** `DELETE /api/webhooks/{id}` */
export function deleteWebhook(id: string): Promise<{ deleted: true }> {
  return request(`/api/webhooks/${id}`, { method: "DELETE", answer: webhookDeletedSchema });
}

/** `POST /api/webhooks/{id}/rotation`: the answer's `secret` is told this once. */
export function rotateWebhookSecret(id: string): Promise<WebhookMade> {
  return request(`/api/webhooks/${id}/rotation`, { method: "POST", answer: webhookMadeSchema });
}

/** `POST /api/webhooks/{id}/test`: answers what came of it. */
export function sendTestEvent(id: string): Promise<DeliveryAnswer> {
  return request(`/api/webhooks/${id}/test`, { method: "POST", answer: deliveryAnswerSchema });
}

/** `POST /api/webhooks/{id}/deliveries/{delivery}`: sends it once more, and answers what came of it. */
export function redeliver(id: string, delivery: string): Promise<DeliveryAnswer> {
  return request(`/api/webhooks/${id}/deliveries/${delivery}`, {
    method: "POST",
    answer: deliveryAnswerSchema,
  });
}
