import { combinedUrlIdParamsSchema, revealedCombinedUrlSchema } from "@/lib/contracts/combined-url";
import { json } from "@/lib/server/http/json";
import { revealCombinedUrl } from "@/lib/server/services/combined-urls/reveal";

export const POST = json({
  service: revealCombinedUrl,
  params: combinedUrlIdParamsSchema,
  answer: revealedCombinedUrlSchema,
});
