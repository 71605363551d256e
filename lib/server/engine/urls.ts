import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import { type Cipher, sameSecret } from "../cipher";
import { type Entered, oauthSlugOf } from "./targets/sign-in";

/**
 * What an address opens: an instance as it is, an instance for reading alone, or several servers at once. Each has a key
 * of its own.
 */
const KEY_PURPOSES = {
  instance: "engine mcp url",
  "read-only": "engine mcp url, read-only",
  strata: "engine strata url",
} as const;
export type Door = keyof typeof KEY_PURPOSES;
const DOORS = Object.keys(KEY_PURPOSES) as Door[];
const CONNECT_PURPOSE = "engine connect page";

/** What the keys in addresses that were handed out are for: they are good for as long as their instance is. */
export const ADDRESS_PURPOSES: readonly string[] = [...Object.values(KEY_PURPOSES), CONNECT_PURPOSE];

/** How a server URL ends: clients guess from it which transport is spoken there. */
const ENDINGS: Record<ConnectionType, string> = { StreamableHttp: "mcp", SSE: "sse" };

/**
 * The address at which MCP clients reach an instance. It holds a key, because instance ids are no secret and this
 * address is: whoever has it uses the person's account. Both transports answer there, whichever one it ends with.
 */
export function serverUrl(
  appUrl: string,
  cipher: Cipher,
  id: string,
  connectionType: ConnectionType,
  door: Door = "instance",
  version = 0,
): string {
  return `${baseUrl(appUrl, id, keyOf(cipher, id, door, version))}/${ENDINGS[connectionType]}`;
}

/** What comes before the ending. Addresses that were given out by version 0.1.0 have none. */
function baseUrl(appUrl: string, id: string, key: string): string {
  return `${appUrl}/engine/mcp/${id}/${key}`;
}

/** A key says of which version of the instance's URLs it is, where it is not of the first. */
function keyOf(cipher: Cipher, id: string, door: Door, version: number): string {
  if (version === 0) return cipher.sign(id, KEY_PURPOSES[door]);
  return `${version}.${cipher.sign(`${id}.${version}`, KEY_PURPOSES[door])}`;
}

/** What a key in an address opens with that id, and of which version it is; undefined where it is not one of its keys. */
export function doorOf(cipher: Cipher, id: string, key: string): { door: Door; version: number } | undefined {
  const [, given = "0"] = /^([1-9]\d{0,8})\./.exec(key) ?? [];
  const version = Number(given);
  const door = DOORS.find((one) => sameSecret(key, keyOf(cipher, id, one, version)));
  return door && { door, version };
}

/** The id and key of an address that this engine handed out, in any of its forms and to the letter. */
export function readAddress(
  appUrl: string,
  cipher: Cipher,
  url: string,
): { id: string; key: string } | undefined {
  const base = url.replace(/\/(mcp|sse)$/, "");
  const [id = "", key = ""] = base.split("/").slice(-2);
  return doorOf(cipher, id, key) && base === baseUrl(appUrl, id, key) ? { id, key } : undefined;
}

/**
 * The page that asks a person whether an instance is theirs before it leads to consent; undefined where the service asks
 * for none. Its key opens nothing else.
 */
export function connectUrl(
  appUrl: string,
  cipher: Cipher,
  { id, ...entered }: { id: string } & Entered,
): string | undefined {
  if (!oauthSlugOf(entered)) return undefined;
  return `${appUrl}/engine/connect/${id}/${cipher.sign(id, CONNECT_PURPOSE)}`;
}

/** Whether a key in a connect page's address is the one that belongs to its instance. */
export function opensConnectPage(cipher: Cipher, instanceId: string, key: string): boolean {
  return sameSecret(key, cipher.sign(instanceId, CONNECT_PURPOSE));
}

/** Where providers send people back to, at the engine as an OAuth client. */
export function callbackUrl(appUrl: string): string {
  return `${appUrl}/engine/oauth/callback`;
}

/** What the engine is, as an OAuth client, for authorization servers that take such documents as a client id. */
export function clientDocumentUrl(appUrl: string): string {
  return `${appUrl}/engine/oauth/client.json`;
}

/** Where a person connects their account; null where the service asks for no consent. */
export function oauthUrl(appUrl: string, { id, ...entered }: { id: string } & Entered): string | null {
  const slug = oauthSlugOf(entered);
  return slug ? `${appUrl}/engine/oauth/${slug}/authorize?instance_id=${id}` : null;
}
