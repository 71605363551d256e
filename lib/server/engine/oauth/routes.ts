import { Hono } from "hono";
import type { EngineContext, EngineEnv } from "../context";
import { failurePage } from "../pages";
import { onlyMethods } from "../rest/answers";
import { clientDocumentUrl } from "../urls";
import { authorize } from "./authorize";
import { callback } from "./callback";
import { clientMetadata } from "./register";

/** `/oauth`: the engine as OAuth client. People are sent here to connect their account. */
export function oauthRoutes(context: EngineContext) {
  const routes = new Hono<EngineEnv>();
  routes.get("/callback", callback(context));
  routes.get("/client.json", (c) =>
    c.json({ client_id: clientDocumentUrl(context.appUrl), ...clientMetadata(context.appUrl) }),
  );
  routes.get("/:slug/authorize", authorize(context));
  for (const path of ["/callback", "/:slug/authorize"]) routes.all(path, onlyMethods(["GET"]));
  routes.onError((error, c) => {
    context.log.error({ err: error, requestId: c.var.requestId }, "connecting an account failed");
    return failurePage(c);
  });
  return routes;
}
