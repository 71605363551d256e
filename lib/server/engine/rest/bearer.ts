import { createMiddleware } from "hono/factory";
import { sameSecret } from "../../cipher";
import type { EngineEnv } from "../context";
import type { Scope } from "./scope";

/** The account that every instance belongs to, as long as the engine has one key. */
const ACCOUNT = "main";

export type ApiKey = { secret: string; scopes: readonly Scope[]; requestsInTenSeconds: number };

/** Lets a request through that carries the API key (RFC 6750): without one 401, with another 403, as upstream. */
export function requireApiKey({ secret, scopes }: ApiKey) {
  return createMiddleware<EngineEnv>(async (c, next) => {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (!given) {
      return c.json({ detail: "Not authenticated" }, 401, { "WWW-Authenticate": "Bearer" });
    }
    if (!sameSecret(given, secret)) return c.json({ detail: "Invalid API key" }, 403);
    c.set("account", ACCOUNT);
    c.set("scopes", scopes);
    await next();
  });
}
