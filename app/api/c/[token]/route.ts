import { linkTokenParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { publicRoute } from "@/lib/server/http/route";
import { openLink } from "@/lib/server/services/links/open";

export const GET = publicRoute({
  params: linkTokenParamsSchema,
  answer: openedLinkSchema,
  handle: (context, { params }) => openLink(context, params),
});
