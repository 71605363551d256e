import { createLinksAnswerSchema, createLinksRequestSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { createLinks } from "@/lib/server/services/links/create-many";

export const POST = json({
  service: createLinks,
  body: createLinksRequestSchema,
  answer: createLinksAnswerSchema,
  // A thousand ids of users.
  limit: 512 * 1024,
});
