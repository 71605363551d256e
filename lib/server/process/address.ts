import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP, isIPv4 } from "node:net";

/**
 * The address that a request came from, or null where it is not known. Each trusted proxy appends the address that it
 * saw, so the one that counts stands that many places from the end; what stands before it, anybody can write.
 */
export function clientAddress(headers: Headers | undefined, trustedProxies: number): string | null {
  const hops = headers?.get("x-forwarded-for")?.split(",") ?? [];
  return readAddress(hops.at(-Math.max(1, trustedProxies)) ?? "");
}

/** An address as proxies write it: with a port (`192.0.2.1:443`, `[2001:db8::1]:443`), or as IPv4 within IPv6. */
function readAddress(text: string): string | null {
  const written = text.trim();
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(written) ?? [];
  const [, beforePort] = /^([\d.]+):\d+$/.exec(written) ?? [];
  const address = (bracketed ?? beforePort ?? written).replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) ? address : null;
}

const LOOPBACK = "127.0.0.0/8";

/**
 * What tries are counted under. One household or machine has a whole /64 of IPv6 to choose addresses from. Requests of
 * which nobody knows where they come from share one count: a limit that is not known to hold would be none. This machine
 * has a whole /8 of IPv4 and one address of IPv6 for itself, and is one all the same.
 */
export function addressGroup(address: string | null): string {
  if (address === null || !isIP(address)) return address ?? "unknown";
  if (isIPv4(address)) return address.startsWith("127.") ? LOOPBACK : address;
  const plain = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  if (plain === "::1") return LOOPBACK;
  const [front = "", back] = plain.split("::");
  const groups = front ? front.split(":") : [];
  const tail = back ? back.split(":") : [];
  const all =
    back === undefined ? groups : [...groups, ...Array(8 - groups.length - tail.length).fill("0"), ...tail];
  return `${all.slice(0, 4).join(":")}::/64`;
}

/**
 * Drops forwarding headers that no trusted proxy can have written. The server then fills in the address of the
 * connection itself, so that a client cannot choose the address it is counted and audited under.
 */
export function refuseForgedForwarding(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    delete request.headers["x-forwarded-for"];
    delete request.headers["x-forwarded-host"];
    delete request.headers["x-forwarded-proto"];
  });
}
