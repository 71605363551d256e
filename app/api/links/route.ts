import {
  createLinkAnswerSchema,
  createLinkRequestSchema,
  listLinksAnswerSchema,
  listLinksQuerySchema,
} from "@/lib/contracts/link";
import { route } from "@/lib/server/http/route";
import { createLink } from "@/lib/server/services/links/create";
import { listLinks } from "@/lib/server/services/links/list";

export const GET = route({
  allow: "viewer",
  query: listLinksQuerySchema,
  answer: listLinksAnswerSchema,
  handle: (context, { query }) => listLinks(context, query),
});

export const POST = route({
  allow: "operator",
  body: createLinkRequestSchema,
  answer: createLinkAnswerSchema,
  handle: (context, { body }) => createLink(context, body),
});
