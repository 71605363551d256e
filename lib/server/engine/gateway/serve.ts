import { createMcpHandler } from "@modelcontextprotocol/server";
import { Hono } from "hono";
import type { EngineContext, EngineEnv } from "../context";
import { openInstance } from "../store/instances";
import { opensInstance } from "../urls";
import { refuseForeign, rpcError } from "./guard";
import { openTarget } from "./open-target";
import { createServer } from "./server";

/** No call of a tool needs more, in bytes. */
const BODY_LIMIT = 1024 * 1024;

/** Said wherever an instance would have to be spoken to over HTTP+SSE. */
export const SSE_NOT_SERVED =
  "This instance was made for HTTP+SSE, which this engine does not serve yet. Create it with Streamable HTTP.";

/**
 * `/mcp/<instance>/<key>`: MCP over Streamable HTTP, stateless, in the revision of 2026-07-28 and those of 2025.
 * Nothing is shared between requests, so that nothing can cross from one person's instance to another's.
 */
export function mcpRoutes(context: EngineContext) {
  const { db, cipher, appUrl, log } = context;
  const routes = new Hono<EngineEnv>();

  routes.all("/:instanceId/:key", async (c) => {
    const refused = refuseForeign(c.req.raw, appUrl);
    if (refused) return refused;
    const { instanceId, key } = c.req.param();
    // The key is checked before the id is looked up: a wrong key and an unknown id cannot be told apart.
    const instance = opensInstance(cipher, instanceId, key) ? await openInstance(db, instanceId) : undefined;
    if (!instance) return rpcError(404, "No server answers at this URL. Check that it was copied whole.");
    if (instance.connectionType === "SSE") {
      // A POST is Streamable HTTP, which this instance was not made for: the caller's mistake. A GET would begin
      // HTTP+SSE, which the engine lacks. At a 5xx, clients that probe for the revision of 2026-07-28 give up and keep
      // the sentence to themselves.
      return rpcError(c.req.method === "POST" ? 400 : 501, SSE_NOT_SERVED);
    }
    const { requestId } = c.var;
    const open = async () => createServer(await openTarget(context, instance), { requestId, log });
    const handler = createMcpHandler(open, {
      maxRequestBodySize: BODY_LIMIT,
      // A handler serves one request, which may be one subscription: acknowledged, and ended where nothing changes.
      maxSubscriptions: 1,
      onerror: (error) => log.debug({ instanceId, requestId, err: error }, "an MCP request was refused"),
    });
    return handler.fetch(c.req.raw);
  });

  return routes;
}
