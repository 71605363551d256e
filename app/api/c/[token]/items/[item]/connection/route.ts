import { linkItemParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { cancelItem } from "@/lib/server/services/links/item";

/** Cancels the attempt that is under way. */
export const DELETE = json({
  service: cancelItem,
  params: linkItemParamsSchema,
  answer: openedLinkSchema,
});
