import { linkTokenParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { openLink } from "@/lib/server/services/links/open";

export const GET = json({
  service: openLink,
  params: linkTokenParamsSchema,
  answer: openedLinkSchema,
});
