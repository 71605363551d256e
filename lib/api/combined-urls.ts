import {
  type CombinedUrlAnswer,
  type CreateCombinedUrlRequest,
  combinedUrlAnswerSchema,
  type RemovedCombinedUrl,
  removedCombinedUrlSchema,
  revealedCombinedUrlSchema,
} from "@/lib/contracts/combined-url";
import { request } from "./request";

/** `POST /api/combined-urls` */
export function createCombinedUrl(body: CreateCombinedUrlRequest): Promise<CombinedUrlAnswer> {
  return request("/api/combined-urls", { method: "POST", body, answer: combinedUrlAnswerSchema });
}

/** `POST /api/combined-urls/{id}/reveal` */
export function revealCombinedUrl(id: string): Promise<{ serverUrl: string }> {
  return request(`/api/combined-urls/${id}/reveal`, { method: "POST", answer: revealedCombinedUrlSchema });
}

/** `DELETE /api/combined-urls/{id}` */
export function removeCombinedUrl(id: string): Promise<RemovedCombinedUrl> {
  return request(`/api/combined-urls/${id}`, { method: "DELETE", answer: removedCombinedUrlSchema });
}
