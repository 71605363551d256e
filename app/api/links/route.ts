import {
  createLinkAnswerSchema,
  createLinkRequestSchema,
  listLinksAnswerSchema,
  listLinksQuerySchema,
} from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { createLink } from "@/lib/server/services/links/create";
import { listLinks } from "@/lib/server/services/links/list";

export const GET = json({
  service: listLinks,
  query: listLinksQuerySchema,
  answer: listLinksAnswerSchema,
});

export const POST = json({
  service: createLink,
  body: createLinkRequestSchema,
  answer: createLinkAnswerSchema,
});
