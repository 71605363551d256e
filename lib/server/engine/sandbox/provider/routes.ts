import { Hono } from "hono";
import type { EngineContext, EngineEnv } from "../../context";
import { failurePage } from "../../pages";
import { authorize } from "./authorize";
import { decide } from "./decision";
import { token } from "./token";

/**
 * `/sandbox/<slug>`: an OAuth 2.1 authorization server standing in for a service. It knows the engine only as a
 * registered client, so that the flow between them is the one that a real provider would ask for.
 */
export function sandboxRoutes(options: EngineContext) {
  const routes = new Hono<EngineEnv>();
  routes.get("/:slug/authorize", authorize(options));
  routes.post("/:slug/decision", decide(options));
  routes.post("/:slug/token", token(options));
  routes.onError((error, c) => {
    options.log.error({ err: error, requestId: c.var.requestId }, "the sandbox provider failed");
    return failurePage(c);
  });
  return routes;
}
