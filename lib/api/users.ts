import type { UpstreamId } from "@/lib/contracts/upstream";
import {
  type AdoptAnswer,
  type AdoptRequest,
  type AlikeUsersAnswer,
  adoptAnswerSchema,
  alikeUsersAnswerSchema,
  type ListUsersAnswer,
  listUsersAnswerSchema,
  type UpstreamUsersAnswer,
  type UserAnswer,
  upstreamUsersAnswerSchema,
  userAnswerSchema,
} from "@/lib/contracts/user";
import { request } from "./request";

/** `GET /api/users`: everyone who has anything, by id. */
export function listUsers(
  { q, after }: { q?: string | undefined; after?: string | undefined },
  signal?: AbortSignal,
): Promise<ListUsersAnswer> {
  const query = new URLSearchParams({ ...(q && { q }), ...(after !== undefined && { after }) });
  return request(`/api/users?${query}`, { answer: listUsersAnswerSchema, signal });
}

/** `GET /api/users/one` */
export function readUser(userId: string, signal?: AbortSignal): Promise<UserAnswer> {
  return request(`/api/users/one?${new URLSearchParams({ userId })}`, { answer: userAnswerSchema, signal });
}

/** `GET /api/users/alike` */
export function listAlikeUsers(userId: string, signal?: AbortSignal): Promise<AlikeUsersAnswer> {
  const query = new URLSearchParams({ userId });
  return request(`/api/users/alike?${query}`, { answer: alikeUsersAnswerSchema, signal });
}

/** `GET /api/upstream-users`: who is at an upstream; pages count from 1. */
export function listUpstreamUsers(
  upstream: UpstreamId,
  page: number,
  signal?: AbortSignal,
): Promise<UpstreamUsersAnswer> {
  const query = new URLSearchParams({ upstream, page: String(page) });
  return request(`/api/upstream-users?${query}`, { answer: upstreamUsersAnswerSchema, signal });
}

/** `POST /api/upstream-users/adopt` */
export function adoptUser(body: AdoptRequest): Promise<AdoptAnswer> {
  return request("/api/upstream-users/adopt", { method: "POST", body, answer: adoptAnswerSchema });
}
