import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import type { EngineContext, EngineEnv } from "../context";
import { listServers } from "../store/servers";
import { onlyMethods } from "./answers";
import type { FindKey } from "./api-keys";
import { authRoutes } from "./auth";
import { requireApiKey } from "./bearer";
import { limitBody } from "./body-limit";
import { instanceRoutes } from "./instances";
import { openApiDocument } from "./openapi";
import type { Route } from "./operation";
import { refreshTokenRoutes } from "./refresh-token";
import { serverRoutes } from "./servers";
import { strataRoutes } from "./strata";
import { strataAuthRoutes } from "./strata-auth";
import { limitRate } from "./throttle";
import { toolRoutes } from "./tools";
import { userRoutes } from "./users";
import { whiteLabelRoutes } from "./white-labels";

/** The whole API, operation by operation. */
export function apiRoutes(context: EngineContext): Route[] {
  return [
    ...authRoutes(context),
    ...instanceRoutes(context),
    ...refreshTokenRoutes(context),
    ...serverRoutes(context),
    ...strataRoutes(context),
    ...strataAuthRoutes(context),
    ...toolRoutes(context),
    ...userRoutes(context),
    ...whiteLabelRoutes(context),
  ];
}

type Access = {
  findKey: FindKey;
  /** That each key may send. */
  requestsInTenSeconds: number;
};

/** The API behind its keys. */
export function restRoutes(context: EngineContext, { findKey, requestsInTenSeconds }: Access) {
  const app = new Hono<EngineEnv>({ strict: false });
  for (const path of ["/mcp-server/*", "/user/*", "/oauth/:slug/refresh_token", "/white-labeling/*"])
    app.use(
      path,
      requireApiKey(findKey),
      limitRate(context, requestsInTenSeconds),
      limitBody,
      knowServers(context),
    );
  const routes = apiRoutes(context);
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get("/openapi.json", (c) => {
    document ??= openApiDocument(
      routes.map(({ operation }) => operation),
      context.appUrl,
    );
    return c.json(document);
  });
  for (const { operation, handle } of routes) {
    app.on(operation.method.toUpperCase(), pattern(operation.path), handle);
  }
  // After all of them: a path that one operation spells out may fit another's parameter.
  for (const [path, methods] of methodsByPath(routes)) app.all(path, onlyMethods(methods));
  app.all("/openapi.json", onlyMethods(["GET"]));
  return app;
}

/** Lets requests name the servers that were added, which are asked for where a name is not the contract's. */
function knowServers({ db }: EngineContext) {
  return createMiddleware<EngineEnv>(async (c, next) => {
    c.set("addedServers", async () => (await listServers(db)).map(({ name }) => name));
    await next();
  });
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { operation } of routes) {
    const path = pattern(operation.path);
    methods.set(path, [...(methods.get(path) ?? []), operation.method.toUpperCase()]);
  }
  return methods;
}

/** The router's form of a path. It is told to overlook a slash at the end, so that none may stand in a pattern. */
function pattern(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1").replace(/\/$/, "");
}
