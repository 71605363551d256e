import type { ServerName } from "@/lib/contracts/server-name";
import type { ChosenTarget } from "../../store/targets";
import type { ConsentAt } from "../port";
import { type ReadOnlySwitch, VENDORS, type Vendor } from "./vendors";

/** An MCP server elsewhere, and how this console gets in. */
export type RemoteSettings = {
  url: string;
  transport: "SSE" | "StreamableHttp";
  registration: "own-app" | "automatic" | "key" | "none";
  ownApp?: { clientId: string; clientSecret?: string };
  scopes?: readonly string[];
  headers: Readonly<Record<string, string>>;
  /** The header that carries a key, `{key}` in its place. */
  keyHeader: string;
  readOnly?: ReadOnlySwitch;
  issuer?: string;
  resource?: string;
  /** Nobody chose it: it is what is known of the vendor. */
  isDefault?: true;
};

const BEARER = "Authorization: Bearer {key}";

/** What was reviewed of a server's vendor; undefined for servers that nobody has reviewed. */
export function vendorOf(serverName: ServerName): Vendor | undefined {
  return Object.hasOwn(VENDORS, serverName) ? VENDORS[serverName as keyof typeof VENDORS] : undefined;
}

/** What an administrator chose, with what was reviewed of the vendor where it is the vendor's own address. */
export function settingsOf(chosen: ChosenTarget & { url: string }): RemoteSettings {
  const { url, clientId, clientSecret, scopes } = chosen;
  const vendor = vendorOf(chosen.serverName);
  return {
    ...(vendor && isVendors(vendor, url) && reviewed(vendor, url)),
    url,
    transport: chosen.transport ?? "StreamableHttp",
    registration: chosen.registration ?? "automatic",
    ...(clientId !== null && { ownApp: { clientId, ...(clientSecret !== null && { clientSecret }) } }),
    ...(scopes && { scopes }),
    headers: chosen.headers,
    keyHeader: chosen.keyHeader ?? vendor?.keyHeader ?? BEARER,
  };
}

/** How a vendor's own server is reached with nothing set up; undefined where it cannot be. */
export function defaultSettings(serverName: ServerName): RemoteSettings | undefined {
  const vendor = vendorOf(serverName);
  const [first] = vendor?.ways ?? [];
  if (!vendor || vendor.needs || !first || first === "own-app") return undefined;
  const registration = first === "key" || first === "none" ? first : "automatic";
  const url = registration === "automatic" ? (vendor.signInUrl ?? vendor.url) : vendor.url;
  return {
    ...reviewed(vendor, url),
    isDefault: true,
    url,
    transport: "StreamableHttp",
    registration,
    ...(vendor.scopes && { scopes: vendor.scopes }),
    headers: {},
    keyHeader: vendor.keyHeader ?? BEARER,
  };
}

/** Where the people of such a server consent; undefined where it is entered by a key, or by nothing. */
export function consentAt(settings: RemoteSettings): ConsentAt | undefined {
  const { url, registration, ownApp, scopes, issuer, resource } = settings;
  if (registration === "key" || registration === "none") return undefined;
  return {
    endpoint: url,
    ...(issuer !== undefined && { fallbackIssuer: issuer }),
    ...(registration === "own-app" && ownApp && { ownApp }),
    ...(scopes && { scopes }),
    ...(resource !== undefined && { resource }),
  };
}

function reviewed({ readOnly, issuer, resource, needs, url: own }: Vendor, url: string) {
  // A switch that is another address stands for the vendor's first address alone.
  const switchable = readOnly && (!("url" in readOnly) || own === url);
  return {
    ...(switchable && { readOnly }),
    ...(issuer !== undefined && !needs && { issuer }),
    ...(resource !== undefined && { resource }),
  };
}

/** Whether an address is of the vendor's own servers, so that what was reviewed of them holds for it. */
function isVendors({ url, otherUrls = [], signInUrl }: Vendor, address: string): boolean {
  const known = [url, ...otherUrls, ...(signInUrl ? [signInUrl] : [])].filter(
    (one) => !/^https:\/\/\{/.test(one),
  );
  return URL.canParse(address) && known.some((one) => new URL(one).origin === new URL(address).origin);
}
