import {
  type CallToolAnswer,
  type CallToolForm,
  callToolAnswerSchema,
  type ListToolsAnswer,
  listToolsAnswerSchema,
} from "@/lib/contracts/tool";
import { request } from "./request";

/** `GET /api/instances/{id}/tools`: what the URL really serves. */
export function listTools(id: string, signal?: AbortSignal): Promise<ListToolsAnswer> {
  return request(`/api/instances/${id}/tools`, { answer: listToolsAnswerSchema, signal });
}

/** `POST /api/instances/{id}/tools`: runs one. */
export function callTool(id: string, body: CallToolForm): Promise<CallToolAnswer> {
  return request(`/api/instances/${id}/tools`, { method: "POST", body, answer: callToolAnswerSchema });
}
