import { type Context, Hono } from "hono";
import type { EngineContext, EngineEnv } from "../context";
import { openInstance } from "../store/instances";
import { opensInstance } from "../urls";
import { allowPages, refuseForeign, rpcError } from "./guard";
import { openTarget } from "./open-target";
import { createServer } from "./server";
import { serveStateless } from "./stateless";

/**
 * `/mcp/<instance>/<key>/mcp` and `.../sse`: MCP at a server URL. Addresses without an ending were given out before,
 * and stay good.
 */
export function mcpRoutes(context: EngineContext) {
  const { db, cipher, log } = context;
  const routes = new Hono<EngineEnv>();
  routes.use(allowPages(context), refuseForeign(context));

  const serve = async (c: Context<EngineEnv, "/:instanceId/:key">) => {
    const { instanceId, key } = c.req.param();
    // The key is checked before the id is looked up: a wrong key and an unknown id cannot be told apart.
    const instance = opensInstance(cipher, instanceId, key) ? await openInstance(db, instanceId) : undefined;
    if (!instance) return rpcError(404, "No server answers at this URL. Check that it was copied whole.");
    const { requestId } = c.var;
    return serveStateless(c.req.raw, {
      open: async () => createServer(await openTarget(context, instance), { requestId, log }),
      onerror: (error) => log.debug({ instanceId, requestId, err: error }, "an MCP request was refused"),
    });
  };
  for (const ending of ["", "/mcp", "/sse"]) routes.all(`/:instanceId/:key${ending}`, serve);

  return routes;
}
