import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { ServerName } from "@/lib/contracts/server-name";
import { type Cipher, sameSecret } from "../cipher";

const KEY_PURPOSE = "engine mcp url";
const CONNECT_PURPOSE = "engine connect page";

/** How a server URL ends: clients guess from it which transport is spoken there. */
const ENDINGS: Record<ConnectionType, string> = { StreamableHttp: "mcp", SSE: "sse" };

/**
 * The address at which MCP clients reach an instance. It holds a key, because instance ids are no secret and this
 * address is: whoever has it uses the person's account. Both transports answer there, whichever one it ends with.
 */
export function serverUrl(
  appUrl: string,
  cipher: Cipher,
  instanceId: string,
  connectionType: ConnectionType,
): string {
  return `${baseUrl(appUrl, cipher, instanceId)}/${ENDINGS[connectionType]}`;
}

/** What comes before the ending. Addresses that were given out by version 0.1.0 have none. */
function baseUrl(appUrl: string, cipher: Cipher, instanceId: string): string {
  return `${appUrl}/engine/mcp/${instanceId}/${cipher.sign(instanceId, KEY_PURPOSE)}`;
}

/** Whether a key in a server URL is the one that belongs to its instance. */
export function opensInstance(cipher: Cipher, instanceId: string, key: string): boolean {
  return sameSecret(key, cipher.sign(instanceId, KEY_PURPOSE));
}

/** The instance whose server URL this is, in any of its forms and to the letter; undefined for every other text. */
export function instanceAt(appUrl: string, cipher: Cipher, url: string): string | undefined {
  const base = url.replace(/\/(mcp|sse)$/, "");
  const [instanceId = "", key = ""] = base.split("/").slice(-2);
  const matches = opensInstance(cipher, instanceId, key) && base === baseUrl(appUrl, cipher, instanceId);
  return matches ? instanceId : undefined;
}

/**
 * The page that asks a person whether an instance is theirs before it leads to consent; undefined where the service asks
 * for none. Its key opens nothing else.
 */
export function connectUrl(
  appUrl: string,
  cipher: Cipher,
  { id, serverName }: { id: string; serverName: ServerName },
): string | undefined {
  if (!catalogueEntry(serverName).oauthSlug) return undefined;
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

/** Where a person connects their account; null where the service asks for no consent. */
export function oauthUrl(appUrl: string, serverName: ServerName, instanceId: string): string | null {
  const slug = catalogueEntry(serverName).oauthSlug;
  return slug ? `${appUrl}/engine/oauth/${slug}/authorize?instance_id=${instanceId}` : null;
}
