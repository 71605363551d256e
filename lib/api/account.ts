import {
  type Account,
  accountAnswerSchema,
  accountSchema,
  type UpdateAccountRequest,
} from "@/lib/contracts/account";
import { endedSessionsAnswerSchema } from "@/lib/contracts/member-list";
import { request } from "./request";

/** `GET /api/account` */
export function readAccount(signal?: AbortSignal): Promise<Account> {
  return request("/api/account", { answer: accountSchema, signal });
}

/** `PATCH /api/account` */
export function updateAccount(body: UpdateAccountRequest): Promise<{ account: Account }> {
  return request("/api/account", { method: "PATCH", body, answer: accountAnswerSchema });
}

/** `DELETE /api/account/sessions/{id}`, or all but the one that asks. */
export function endSessions(id?: string): Promise<{ ended: number }> {
  const path = id === undefined ? "/api/account/sessions" : `/api/account/sessions/${encodeURIComponent(id)}`;
  return request(path, { method: "DELETE", answer: endedSessionsAnswerSchema });
}
