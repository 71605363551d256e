import {
  type ApiKey,
  apiKeyAnswerSchema,
  type CreateApiKeyAnswer,
  type CreateApiKeyRequestInput,
  createApiKeyAnswerSchema,
  type ListApiKeysAnswer,
  listApiKeysAnswerSchema,
} from "@/lib/contracts/api-key";
import { request } from "./request";

/** `GET /api/api-keys` */
export function listApiKeys(signal?: AbortSignal): Promise<ListApiKeysAnswer> {
  return request("/api/api-keys", { answer: listApiKeysAnswerSchema, signal });
}

/** `POST /api/api-keys`: the answer's `secret` is told this once. */
export function createApiKey(body: CreateApiKeyRequestInput): Promise<CreateApiKeyAnswer> {
  return request("/api/api-keys", { method: "POST", body, answer: createApiKeyAnswerSchema });
}

/** `DELETE /api/api-keys/{id}`: revokes it. */
export function revokeApiKey(id: string): Promise<{ key: ApiKey }> {
  return request(`/api/api-keys/${id}`, { method: "DELETE", answer: apiKeyAnswerSchema });
}
