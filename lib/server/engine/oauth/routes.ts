import { Hono } from "hono";
import type { EngineContext, EngineEnv } from "../context";
import { failurePage } from "../pages";
import { authorize } from "./authorize";
import { callback } from "./callback";

/** What the client's side of the flow works with: `fetch` reaches the provider's token endpoint. */
export type OAuthOptions = EngineContext & { fetch(request: Request): Promise<Response> };

/** `/oauth`: the engine as OAuth client. People are sent here to connect their account. */
export function oauthRoutes(options: OAuthOptions) {
  const routes = new Hono<EngineEnv>();
  routes.get("/callback", callback(options));
  routes.get("/:slug/authorize", authorize(options));
  routes.onError((error, c) => {
    options.log.error({ err: error, requestId: c.var.requestId }, "connecting an account failed");
    return failurePage(c);
  });
  return routes;
}
