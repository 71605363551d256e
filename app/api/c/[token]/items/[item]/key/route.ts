import { accountKeySchema } from "@/lib/contracts/connect";
import { linkItemParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { keyItem } from "@/lib/server/services/links/item";

export const POST = json({
  service: keyItem,
  params: linkItemParamsSchema,
  body: accountKeySchema,
  answer: openedLinkSchema,
});
