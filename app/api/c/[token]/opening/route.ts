import { countedSchema, linkTokenParamsSchema } from "@/lib/contracts/link";
import { publicRoute } from "@/lib/server/http/route";
import { countOpening } from "@/lib/server/services/links/count";

export const POST = publicRoute({
  params: linkTokenParamsSchema,
  answer: countedSchema,
  handle: (context, { params }) => countOpening(context, params),
});
