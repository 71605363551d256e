import {
  type ListSavedViewsAnswer,
  listSavedViewsAnswerSchema,
  type SavedView,
  type SavedViewForm,
  savedViewAnswerSchema,
  savedViewDeletedSchema,
} from "@/lib/contracts/saved-view";
import { request } from "./request";

/** `GET /api/views` */
export function listViews(signal?: AbortSignal): Promise<ListSavedViewsAnswer> {
  return request("/api/views", { answer: listSavedViewsAnswerSchema, signal });
}

/** `POST /api/views` */
export function createView(body: SavedViewForm): Promise<{ view: SavedView }> {
  return request("/api/views", { method: "POST", body, answer: savedViewAnswerSchema });
}

/** `DELETE /api/views/{id}` */
export function deleteView(id: string): Promise<{ deleted: true }> {
  return request(`/api/views/${id}`, { method: "DELETE", answer: savedViewDeletedSchema });
}
