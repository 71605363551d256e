import { type Connection, connectionSchema } from "@/lib/contracts/connect";
import { type History, historyAnswerSchema } from "@/lib/contracts/history";
import {
  type CreateInstanceAnswer,
  type CreateInstanceRequestInput,
  createInstanceAnswerSchema,
  type DeauthorizedAnswer,
  type DeletedAnswer,
  deauthorizedSchema,
  deletedSchema,
  type InstanceAnswer,
  instanceAnswerSchema,
  type RevealAnswer,
  revealAnswerSchema,
  type Suggestions,
  suggestionsSchema,
  type UpdateInstanceForm,
} from "@/lib/contracts/instance";
import {
  type SuspensionAnswer,
  suspensionAnswerSchema,
  type Usage,
  usageSchema,
} from "@/lib/contracts/usage";
import { request } from "./request";

/** `POST /api/instances` */
export function createInstance(body: CreateInstanceRequestInput): Promise<CreateInstanceAnswer> {
  return request("/api/instances", { method: "POST", body, answer: createInstanceAnswerSchema });
}

/** `PATCH /api/instances/{id}` */
export function updateInstance(id: string, body: UpdateInstanceForm): Promise<InstanceAnswer> {
  return request(`/api/instances/${id}`, { method: "PATCH", body, answer: instanceAnswerSchema });
}

/** `DELETE /api/instances/{id}` */
export function deleteInstance(id: string): Promise<DeletedAnswer> {
  return request(`/api/instances/${id}`, { method: "DELETE", answer: deletedSchema });
}

/** `DELETE /api/instances/{id}/authorization`: the instance and its URL stay. */
export function deauthorizeInstance(id: string): Promise<DeauthorizedAnswer> {
  return request(`/api/instances/${id}/authorization`, { method: "DELETE", answer: deauthorizedSchema });
}

/** `GET /api/instances/{id}/history` */
export function readHistory(id: string, signal?: AbortSignal): Promise<History> {
  return request(`/api/instances/${id}/history`, { answer: historyAnswerSchema, signal });
}

/** `GET /api/instances/{id}/usage` */
export function readUsage(id: string, signal?: AbortSignal): Promise<Usage> {
  return request(`/api/instances/${id}/usage`, { answer: usageSchema, signal });
}

/** `PUT /api/instances/{id}/suspension` */
export function suspendInstance(id: string, isSuspended: boolean): Promise<SuspensionAnswer> {
  return request(`/api/instances/${id}/suspension`, {
    method: "PUT",
    body: { isSuspended },
    answer: suspensionAnswerSchema,
  });
}

/** `POST /api/instances/{id}/reveal`: the URL in full; each call is audited. */
export function revealInstance(id: string): Promise<RevealAnswer> {
  return request(`/api/instances/${id}/reveal`, { method: "POST", answer: revealAnswerSchema });
}

/** `GET /api/instances/{id}/connection` */
export function readConnection(id: string, signal?: AbortSignal): Promise<Connection> {
  return request(`/api/instances/${id}/connection`, { answer: connectionSchema, signal });
}

/** `DELETE /api/instances/{id}/connection`: gives up the attempt that is under way. */
export function cancelConnect(id: string): Promise<Connection> {
  return request(`/api/instances/${id}/connection`, { method: "DELETE", answer: connectionSchema });
}

/** `POST /api/instances/{id}/key` */
export function setKey(id: string, key: string): Promise<Connection> {
  return request(`/api/instances/${id}/key`, { method: "POST", body: { key }, answer: connectionSchema });
}

/** `GET /api/suggestions` */
export function readSuggestions(signal?: AbortSignal): Promise<Suggestions> {
  return request("/api/suggestions", { answer: suggestionsSchema, signal });
}
