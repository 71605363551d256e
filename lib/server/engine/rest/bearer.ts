import { createMiddleware } from "hono/factory";
import { sameSecret } from "../../cipher";
import type { EngineEnv } from "../context";

/** The account that every instance belongs to, as long as the engine has one key. */
const ACCOUNT = "main";

/** Lets a request through that carries the API key (RFC 6750): without one 401, with another 403, as upstream. */
export function requireApiKey(apiKey: string) {
  return createMiddleware<EngineEnv>(async (c, next) => {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (!given) {
      return c.json({ detail: "Not authenticated" }, 401, { "WWW-Authenticate": "Bearer" });
    }
    if (!sameSecret(given, apiKey)) return c.json({ detail: "Invalid API key" }, 403);
    c.set("account", ACCOUNT);
    await next();
  });
}
