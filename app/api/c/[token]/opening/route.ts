import { countedSchema, linkTokenParamsSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { countOpening } from "@/lib/server/services/links/count";

export const POST = json({
  service: countOpening,
  params: linkTokenParamsSchema,
  answer: countedSchema,
});
