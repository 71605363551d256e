import { combinedUrlAnswerSchema, createCombinedUrlRequestSchema } from "@/lib/contracts/combined-url";
import { json } from "@/lib/server/http/json";
import { createCombinedUrl } from "@/lib/server/services/combined-urls/create";

export const POST = json({
  service: createCombinedUrl,
  body: createCombinedUrlRequestSchema,
  answer: combinedUrlAnswerSchema,
});
