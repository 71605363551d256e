import { LINK_HOURS, linkTokenParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { visitorCookie, visitorCookieValue } from "@/lib/server/http/cookie";
import { json } from "@/lib/server/http/json";
import { confirmPerson } from "@/lib/server/services/links/confirm";

export const POST = json({
  service: confirmPerson,
  params: linkTokenParamsSchema,
  answer: openedLinkSchema,
  cookie: ({ visitor }, { cipher, env }) => ({
    name: visitorCookie(env.appUrl),
    value: visitorCookieValue(visitor, cipher),
    maxAge: LINK_HOURS.most * 3600,
    path: "/",
  }),
});
