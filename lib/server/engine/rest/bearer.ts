import { createMiddleware } from "hono/factory";
import type { EngineEnv } from "../context";
import type { FindKey } from "./api-keys";

/**
 * Lets a request through that carries an API key (RFC 6750): without one 401, with one that opens nothing 403, as
 * upstream.
 */
export function requireApiKey(findKey: FindKey) {
  return createMiddleware<EngineEnv>(async (c, next) => {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (!given) {
      return c.json({ detail: "Not authenticated" }, 401, { "WWW-Authenticate": "Bearer" });
    }
    const key = await findKey(given);
    if (!key) return c.json({ detail: "Invalid API key" }, 403);
    if (key.refusal) return c.json({ detail: key.refusal }, 403);
    c.set("key", key);
    await next();
  });
}
