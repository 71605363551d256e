import { createLinksAnswerSchema, remindLinksRequestSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { remindLinks } from "@/lib/server/services/links/remind";

export const POST = json({
  service: remindLinks,
  body: remindLinksRequestSchema,
  answer: createLinksAnswerSchema,
});
