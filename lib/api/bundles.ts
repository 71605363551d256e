import {
  type Bundle,
  type BundleFormInput,
  bundleAnswerSchema,
  bundleDeletedSchema,
  type ListBundlesAnswer,
  listBundlesAnswerSchema,
} from "@/lib/contracts/bundle";
import { request } from "./request";

/** `GET /api/bundles` */
export function listBundles(signal?: AbortSignal): Promise<ListBundlesAnswer> {
  return request("/api/bundles", { answer: listBundlesAnswerSchema, signal });
}

/** `POST /api/bundles` */
export function createBundle(body: BundleFormInput): Promise<{ bundle: Bundle }> {
  return request("/api/bundles", { method: "POST", body, answer: bundleAnswerSchema });
}

/** `PUT /api/bundles/{id}` */
export function updateBundle(id: string, body: BundleFormInput): Promise<{ bundle: Bundle }> {
  return request(`/api/bundles/${id}`, { method: "PUT", body, answer: bundleAnswerSchema });
}

/** `DELETE /api/bundles/{id}` */
export function deleteBundle(id: string): Promise<{ deleted: true }> {
  return request(`/api/bundles/${id}`, { method: "DELETE", answer: bundleDeletedSchema });
}
