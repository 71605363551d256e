import { createLinksAnswerSchema, createLinksRequestSchema } from "@/lib/contracts/link";
import { route } from "@/lib/server/http/route";
import { createLinks } from "@/lib/server/services/links/create-many";

export const POST = route({
  allow: "operator",
  body: createLinksRequestSchema,
  answer: createLinksAnswerSchema,
  handle: (context, { body }) => createLinks(context, body),
});
