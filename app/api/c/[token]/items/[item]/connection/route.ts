import { linkItemParamsSchema, openedLinkSchema } from "@/lib/contracts/link";
import { publicRoute } from "@/lib/server/http/route";
import { cancelItem } from "@/lib/server/services/links/item";

/** Cancels the attempt that is under way. */
export const DELETE = publicRoute({
  params: linkItemParamsSchema,
  answer: openedLinkSchema,
  handle: (context, { params }) => cancelItem(context, params),
});
