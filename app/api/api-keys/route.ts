import {
  createApiKeyAnswerSchema,
  createApiKeyRequestSchema,
  listApiKeysAnswerSchema,
} from "@/lib/contracts/api-key";
import { json } from "@/lib/server/http/json";
import { createApiKey } from "@/lib/server/services/api-keys/create";
import { listApiKeys } from "@/lib/server/services/api-keys/list";

export const GET = json({ service: listApiKeys, answer: listApiKeysAnswerSchema });

export const POST = json({
  service: createApiKey,
  body: createApiKeyRequestSchema,
  answer: createApiKeyAnswerSchema,
});
