import { EgressError } from "./egress-error";

export type Hop = { url: URL; method: string; headers: Headers; body?: string | Uint8Array };

/** What may be said to another origin than the one that was asked: a key can stand in a header of any other name. */
const HARMLESS = new Set(["accept", "accept-language", "user-agent", "content-type", "mcp-protocol-version"]);

/**
 * The request that a redirect asks for (RFC 9110, 15.4); undefined where it is none.
 * @throws EgressError `redirect-refused` where a body would go to somebody else
 */
export function nextHop<Asked extends Hop>(
  hop: Asked,
  status: number,
  location: string | null,
): Asked | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined;
  if (!URL.canParse(location, hop.url)) {
    throw new EgressError("redirect-refused", `${hop.url.host} redirects to what is no address.`);
  }
  const url = new URL(location, hop.url);
  const elsewhere = url.origin !== hop.url.origin;
  const becomesGet =
    (status === 303 && hop.method !== "HEAD") ||
    (hop.method === "POST" && (status === 301 || status === 302));
  const headers = new Headers(hop.headers);
  const { body, ...rest } = hop;
  if (becomesGet) {
    headers.delete("content-type");
  } else if (body !== undefined && elsewhere) {
    throw new EgressError(
      "redirect-refused",
      `${hop.url.host} redirects a request with a body to another origin.`,
    );
  }
  if (elsewhere) for (const name of [...headers.keys()]) if (!HARMLESS.has(name)) headers.delete(name);
  const kept = becomesGet ? { method: "GET" } : { ...(body !== undefined && { body }) };
  return { ...rest, ...kept, url, headers } as Asked;
}
