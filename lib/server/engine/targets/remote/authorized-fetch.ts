import type { FetchLike } from "@modelcontextprotocol/client";
import type { GuardedFetch } from "../../../egress/guarded-fetch";
import type { Limits } from "../../../egress/limits";
import { traceHeaders } from "../../../telemetry/traced";
import { markNumbers, restoreMarks } from "../../exact-numbers";
import type { Credentials, HeldCredential } from "../port";
import type { RemoteSettings } from "./settings";

/** The account's side does not take the credential any more, and none other is to be had without a person. */
export class CredentialRefused extends Error {
  override name = "CredentialRefused";
}

/** The credential is over, and could not be renewed for now. */
export class CredentialExpired extends Error {
  override name = "CredentialExpired";
}

/** Of what a server answers: streams stay open, and no answer is larger. */
export const ANSWERS = {
  headers: 120_000,
  idle: 300_000,
  whole: undefined,
  bytes: 64 * 1024 * 1024,
} satisfies Partial<Limits>;

export type Authorized = {
  credentials: Credentials;
  instanceId: string;
  settings: RemoteSettings;
  /** What the vendor's own read-only switch asks to be sent. */
  extraHeaders: Readonly<Record<string, string>>;
};

/**
 * Requests to one MCP server as one instance: with its credential as it is now, renewed once where it is refused, and
 * with nothing of whoever asked but, where the server is the operator's own, to which request of theirs this belongs.
 */
export function authorizedFetch(fetch: GuardedFetch, authorized: Authorized): FetchLike {
  return async (url, init = {}) => {
    const send = (more: Record<string, string>) => {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(more)) headers.set(name, value);
      return fetch(url, {
        method: init.method ?? "GET",
        headers,
        // With the id of what was asked of us as its asker wrote it.
        ...(init.body != null && { body: restoreMarks(String(init.body)) }),
        ...(init.signal && { signal: init.signal }),
        ...(init.redirect === "manual" && { redirect: "manual" }),
        limits: ANSWERS,
      });
    };
    const discard = async (response: Response) => response.body?.cancel();
    return markNumbers(await asInstance(authorized, new URL(url), send, discard));
  };
}

/**
 * Sends what an instance's account lets in, by any means.
 * @param send is given the headers that make a request this instance's, by names in lower case
 * @param discard lets go of an answer that nobody reads
 * @throws CredentialRefused, CredentialExpired
 */
export async function asInstance<Answer extends { status: number }>(
  { credentials, instanceId, settings, extraHeaders }: Authorized,
  url: URL,
  send: (headers: Record<string, string>) => Promise<Answer>,
  discard: (answer: Answer) => unknown,
): Promise<Answer> {
  const sendWith = (held: HeldCredential | undefined) => {
    const headers: Record<string, string> = {};
    const more = { ...traceHeaders(url), ...settings.headers, ...extraHeaders };
    for (const [name, value] of Object.entries(more)) headers[name.toLowerCase()] = value;
    if (held) setCredential(headers, held, settings.keyHeader);
    return send(headers);
  };
  const held = await credentials.current(instanceId);
  if (held?.state === "refused") throw new CredentialRefused();
  if (held?.state === "expired") throw new CredentialExpired();
  const answer = await sendWith(held);
  if (answer.status !== 401) return answer;
  await discard(answer);
  if (!held) throw new CredentialRefused();
  const renewed = await credentials.renew(instanceId, held.version);
  if (renewed?.state === "expired") throw new CredentialExpired();
  const again = renewed && (await sendWith(renewed));
  if (again && again.status !== 401) return again;
  if (again) await discard(again);
  await credentials.refuse(instanceId, renewed?.version ?? held.version);
  throw new CredentialRefused();
}

/** Tokens go where RFC 6750 says, keys into the header that the target names. */
function setCredential(
  headers: Record<string, string>,
  { kind, secret }: HeldCredential,
  keyHeader: string,
): void {
  const value = kind === "oauth" ? (secret as { access_token: string }).access_token : keyOf(secret);
  if (value === undefined) return;
  const template = kind === "oauth" ? "Authorization: Bearer {key}" : keyHeader;
  const colon = template.indexOf(":");
  headers[template.slice(0, colon).trim().toLowerCase()] = template
    .slice(colon + 1)
    .trim()
    .replaceAll("{key}", () => value);
}

/** The one value of what somebody set as a key, in either of the forms that the API takes. */
function keyOf(secret: unknown): string | undefined {
  const fields = secret as Record<string, unknown>;
  const data = typeof fields.data === "object" && fields.data !== null ? Object.values(fields.data) : [];
  return [fields.token, fields.api_key, ...data].find((value): value is string => typeof value === "string");
}
