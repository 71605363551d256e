import { apiKeyAnswerSchema, apiKeyIdParamsSchema } from "@/lib/contracts/api-key";
import { json } from "@/lib/server/http/json";
import { revokeApiKey } from "@/lib/server/services/api-keys/revoke";

/** Revokes the key; the record of it stays. */
export const DELETE = json({
  service: revokeApiKey,
  params: apiKeyIdParamsSchema,
  answer: apiKeyAnswerSchema,
});
