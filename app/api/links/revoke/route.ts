import { linksAnswerSchema, revokeLinksRequestSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { revokeLinks } from "@/lib/server/services/links/revoke";

export const POST = json({
  service: revokeLinks,
  body: revokeLinksRequestSchema,
  answer: linksAnswerSchema,
});
