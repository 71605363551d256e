import { type JobAnswer, jobAnswerSchema } from "@/lib/contracts/job";
import type { UpstreamId } from "@/lib/contracts/upstream";
import {
  type AdoptAnswer,
  type AdoptManyRequest,
  type AdoptRequest,
  type AlikeUsersAnswer,
  adoptAnswerSchema,
  alikeUsersAnswerSchema,
  type ListUsersAnswer,
  type ListUsersQuery,
  listUsersAnswerSchema,
  type UpstreamUsersAnswer,
  type UserAnswer,
  type UserStandings,
  upstreamUsersAnswerSchema,
  userAnswerSchema,
  userStandingsSchema,
} from "@/lib/contracts/user";
import { request } from "./request";

/** What a page of them is asked for by; `after` is the page before's `next`. */
export type UserSearch = Pick<ListUsersQuery, "q" | "standing" | "sort" | "direction" | "after">;

/** `GET /api/users`: everyone who has anything, by id where nothing else is asked for. */
export function listUsers(search: UserSearch, signal?: AbortSignal): Promise<ListUsersAnswer> {
  return request(`/api/users?${queryOf(search)}`, { answer: listUsersAnswerSchema, signal });
}

/** `GET /api/users/standings` */
export function countUsers(q: string, signal?: AbortSignal): Promise<UserStandings> {
  return request(`/api/users/standings?${queryOf({ q })}`, { answer: userStandingsSchema, signal });
}

function queryOf(search: Record<string, string | undefined>): URLSearchParams {
  const given = Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(given);
}

/** `GET /api/user` */
export function readUser(userId: string, signal?: AbortSignal): Promise<UserAnswer> {
  return request(`/api/user?${new URLSearchParams({ userId })}`, { answer: userAnswerSchema, signal });
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

/** `POST /api/upstream-users/adopt/bulk` */
export function adoptUsers(body: AdoptManyRequest): Promise<JobAnswer> {
  return request("/api/upstream-users/adopt/bulk", { method: "POST", body, answer: jobAnswerSchema });
}

/** `POST /api/upstream-users/adopt` */
export function adoptUser(body: AdoptRequest): Promise<AdoptAnswer> {
  return request("/api/upstream-users/adopt", { method: "POST", body, answer: adoptAnswerSchema });
}
