import { accountKeySchema } from "@/lib/contracts/connect";
import { linkItemParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { publicRoute } from "@/lib/server/http/route";
import { keyItem } from "@/lib/server/services/links/item";

export const POST = publicRoute({
  params: linkItemParamsSchema,
  body: accountKeySchema,
  answer: openedLinkSchema,
  handle: (context, { params, body }) => keyItem(context, { ...params, ...body }),
});
