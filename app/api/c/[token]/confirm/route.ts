import { LINK_HOURS, linkTokenParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { VISITOR_COOKIE } from "@/lib/server/http/cookie";
import { publicRoute } from "@/lib/server/http/route";
import { confirmPerson } from "@/lib/server/services/links/confirm";

export const POST = publicRoute({
  params: linkTokenParamsSchema,
  answer: openedLinkSchema,
  handle: (context, { params }) => confirmPerson(context, params),
  cookie: ({ visitor }) => ({
    name: VISITOR_COOKIE,
    value: visitor,
    maxAge: LINK_HOURS.most * 3600,
    path: "/",
  }),
});
