import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import type { EngineContext, EngineEnv } from "../context";
import { refusal } from "../rest/answers";

type Guard = Pick<EngineContext, "appUrl" | "hosts" | "browserOrigins">;

/**
 * Refuses what reaches the engine under a name that is not its own, as DNS rebinding makes a browser do, and what a
 * page sends whose origin may not. MCP clients outside of browsers send no `Origin`.
 */
export function refuseForeign({ appUrl, hosts, browserOrigins }: Guard) {
  const isOwn = ownHosts({ appUrl, hosts });
  return createMiddleware<EngineEnv>(async (c, next) => {
    const host = c.req.header("host") ?? "";
    if (!isOwn(host)) return rpcError(403, foreignHost(host, appUrl));
    const origin = c.req.header("origin");
    if (
      origin !== undefined &&
      origin !== appUrl &&
      browserOrigins !== "*" &&
      !browserOrigins.includes(origin)
    ) {
      return rpcError(403, "No page of this origin may use this server. ENGINE_CORS_ORIGINS says which may.");
    }
    return next();
  });
}

/**
 * The same of the API and the pages, which say it in the API's own form. What the console asks in its own process has no
 * such header, and an address that is the engine's own.
 */
export function refuseForeignHost({ appUrl, hosts }: Omit<Guard, "browserOrigins">) {
  const isOwn = ownHosts({ appUrl, hosts });
  return createMiddleware<EngineEnv>(async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (!isOwn(host)) throw refusal(403, foreignHost(host, appUrl));
    return next();
  });
}

function foreignHost(host: string, appUrl: string): string {
  return `This server answers at ${appUrl}. Reached as "${host.slice(0, 100)}": name that in ENGINE_HOSTS, if it is right.`;
}

/** Tells the names under which the engine is reached, as requests have them, from all others. */
export function ownHosts({ appUrl, hosts }: Pick<Guard, "appUrl" | "hosts">): (host: string) => boolean {
  const { host: ownHost, protocol } = new URL(appUrl);
  const defaultPort = protocol === "https:" ? /:443$/ : /:80$/;
  return (given) => {
    const host = given.toLowerCase().replace(defaultPort, "");
    return host === ownHost || hosts.includes(host);
  };
}

/**
 * Lets pages of those origins read what is answered (CORS), refusals too. No cookie or other credential of a browser
 * counts here: whoever has the address may use it from anywhere.
 */
export function allowPages({ appUrl, browserOrigins }: Guard) {
  return cors({
    origin: browserOrigins === "*" ? "*" : [appUrl, ...browserOrigins],
    allowMethods: ["GET", "POST", "DELETE"],
    exposeHeaders: ["Mcp-Session-Id", "Mcp-Protocol-Version", "WWW-Authenticate", "X-Request-Id"],
    maxAge: 7200,
  });
}

/** A JSON-RPC error that answers no request in particular. */
export function rpcError(
  status: 400 | 401 | 403 | 404 | 405 | 406 | 413 | 429 | 501,
  message: string,
): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code: -32000, message } }, { status });
}
