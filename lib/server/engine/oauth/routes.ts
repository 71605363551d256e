import { Hono } from "hono";
import type { EngineContext, EngineEnv } from "../context";
import { failurePage } from "../pages";
import { authorize } from "./authorize";
import { callback } from "./callback";

/** `/oauth`: the engine as OAuth client. People are sent here to connect their account. */
export function oauthRoutes(context: EngineContext) {
  const routes = new Hono<EngineEnv>();
  routes.get("/callback", callback(context));
  routes.get("/:slug/authorize", authorize(context));
  routes.onError((error, c) => {
    context.log.error({ err: error, requestId: c.var.requestId }, "connecting an account failed");
    return failurePage(c);
  });
  return routes;
}
