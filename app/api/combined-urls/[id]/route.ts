import { combinedUrlIdParamsSchema, removedCombinedUrlSchema } from "@/lib/contracts/combined-url";
import { json } from "@/lib/server/http/json";
import { removeCombinedUrl } from "@/lib/server/services/combined-urls/remove";

export const DELETE = json({
  service: removeCombinedUrl,
  params: combinedUrlIdParamsSchema,
  answer: removedCombinedUrlSchema,
});
