import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * The address that a request came from, or null where it is not known. Each trusted proxy appends the address that it
 * saw, so the one that counts stands that many places from the end; what stands before it, anybody can write.
 */
export function clientAddress(headers: Headers | undefined, trustedProxies: number): string | null {
  const hops = headers?.get("x-forwarded-for")?.split(",") ?? [];
  return hops.at(-Math.max(1, trustedProxies))?.trim() || null;
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
