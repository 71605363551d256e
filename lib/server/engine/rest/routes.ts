import { Hono } from "hono";
import type { EngineContext, EngineEnv } from "../context";
import { authRoutes } from "./auth";
import { type ApiKey, requireApiKey } from "./bearer";
import { limitBody } from "./body-limit";
import { instanceRoutes } from "./instances";
import { openApiDocument } from "./openapi";
import type { Route } from "./operation";
import { refreshTokenRoutes } from "./refresh-token";
import { serverRoutes } from "./servers";
import { limitRate } from "./throttle";
import { toolRoutes } from "./tools";
import { userRoutes } from "./users";

/** The whole API, operation by operation. */
export function apiRoutes(context: EngineContext): Route[] {
  return [
    ...authRoutes(context),
    ...instanceRoutes(context),
    ...refreshTokenRoutes(context),
    ...serverRoutes(context),
    ...toolRoutes(context),
    ...userRoutes(context),
  ];
}

/** The API behind its key. */
export function restRoutes(context: EngineContext, apiKey: ApiKey) {
  const app = new Hono<EngineEnv>({ strict: false });
  for (const path of ["/mcp-server/*", "/user/*", "/oauth/:slug/refresh_token"])
    app.use(path, requireApiKey(apiKey), limitRate(context, apiKey), limitBody);
  const routes = apiRoutes(context);
  app.get("/openapi.json", (c) =>
    c.json(
      openApiDocument(
        routes.map(({ operation }) => operation),
        context.appUrl,
      ),
    ),
  );
  for (const { operation, handle } of routes) {
    app.on(operation.method.toUpperCase(), pattern(operation.path), handle);
  }
  return app;
}

/** The router's form of a path. It is told to overlook a slash at the end, so that none may stand in a pattern. */
function pattern(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1").replace(/\/$/, "");
}
