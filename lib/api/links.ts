import {
  type CreateLinkAnswer,
  type CreateLinkRequestInput,
  type CreateLinksAnswer,
  type CreateLinksRequestInput,
  countedSchema,
  createLinkAnswerSchema,
  createLinksAnswerSchema,
  type Link,
  type LinkFilter,
  type ListLinksAnswer,
  linksAnswerSchema,
  listLinksAnswerSchema,
  type OpenedLink,
  openedLinkSchema,
} from "@/lib/contracts/link";
import { request } from "./request";

/** `POST /api/links`: the answer's `url` is told this once. */
export function createLink(body: CreateLinkRequestInput): Promise<CreateLinkAnswer> {
  return request("/api/links", { method: "POST", body, answer: createLinkAnswerSchema });
}

/** `POST /api/links/bulk`: each `url` is told this once. */
export function createLinks(body: CreateLinksRequestInput): Promise<CreateLinksAnswer> {
  return request("/api/links/bulk", { method: "POST", body, answer: createLinksAnswerSchema });
}

/** What a page of them is asked for by; `after` is the page before's `next`. */
type LinkSearch = LinkFilter & { after?: string | undefined; limit?: number | undefined };

/** `GET /api/links`: the latest first. */
export function listLinks(search: LinkSearch, signal?: AbortSignal): Promise<ListLinksAnswer> {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return request(`/api/links?${new URLSearchParams(given)}`, { answer: listLinksAnswerSchema, signal });
}

/** `POST /api/links/remind`: each `url` is told this once. */
export function remindLinks(ids: readonly string[]): Promise<CreateLinksAnswer> {
  return request("/api/links/remind", { method: "POST", body: { ids }, answer: createLinksAnswerSchema });
}

/** `POST /api/links/revoke`: all of them, or none. */
export function revokeLinks(ids: readonly string[]): Promise<{ links: Link[] }> {
  return request("/api/links/revoke", { method: "POST", body: { ids }, answer: linksAnswerSchema });
}

/** `GET /api/c/{token}`: what the person of a link sees. */
export function openLink(token: string, signal?: AbortSignal): Promise<OpenedLink> {
  return request(`/api/c/${token}`, { answer: openedLinkSchema, signal });
}

/** `POST /api/c/{token}/opening` */
export function countOpening(token: string): Promise<{ counted: true }> {
  return request(`/api/c/${token}/opening`, { method: "POST", answer: countedSchema });
}

/** `POST /api/c/{token}/confirm`: says that this browser is the person's. */
export function confirmPerson(token: string): Promise<OpenedLink> {
  return request(`/api/c/${token}/confirm`, { method: "POST", answer: openedLinkSchema });
}

/** `DELETE /api/c/{token}/items/{item}/connection` */
export function cancelItem(token: string, item: number): Promise<OpenedLink> {
  return request(`/api/c/${token}/items/${item}/connection`, { method: "DELETE", answer: openedLinkSchema });
}

/** `POST /api/c/{token}/items/{item}/key` */
export function keyItem(token: string, item: number, key: string): Promise<OpenedLink> {
  return request(`/api/c/${token}/items/${item}/key`, {
    method: "POST",
    body: { key },
    answer: openedLinkSchema,
  });
}
