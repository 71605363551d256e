import { listWebhooksAnswerSchema, webhookFormSchema, webhookMadeSchema } from "@/lib/contracts/webhook";
import { json } from "@/lib/server/http/json";
import { createWebhook } from "@/lib/server/services/webhooks/create";
import { listWebhooks } from "@/lib/server/services/webhooks/list";

export const GET = json({ service: listWebhooks, answer: listWebhooksAnswerSchema });

export const POST = json({ service: createWebhook, body: webhookFormSchema, answer: webhookMadeSchema });
