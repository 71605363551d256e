import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { EngineContext, EngineEnv } from "../context";
import { type Instance, openInstance } from "../store/instances";
import { opensInstance } from "../urls";
import { allowPages, refuseForeign, rpcError } from "./guard";
import { openTarget } from "./open-target";
import { createServer } from "./server";
import { createSseStreams } from "./sse";
import { BODY_LIMIT, serveStateless } from "./stateless";

/**
 * `/mcp/<instance>/<key>/mcp` and `.../sse`: MCP at a server URL. Both take POST over Streamable HTTP; the second opens
 * HTTP+SSE by GET. Addresses without an ending were given out before, and stay good.
 */
export function mcpRoutes(context: EngineContext) {
  const { db, cipher, log, stays } = context;
  const streams = createSseStreams<Instance>();
  const routes = new Hono<EngineEnv>();
  routes.use(allowPages(context), refuseForeign(context));
  routes.use(bodyLimit({ maxSize: BODY_LIMIT, onError: () => rpcError(413, "The request is too large.") }));

  const serve = (ending: "" | "/mcp" | "/sse") => async (c: Context<EngineEnv, "/:instanceId/:key">) => {
    const { instanceId, key } = c.req.param();
    // The key is checked before the id is looked up: a wrong key and an unknown id cannot be told apart.
    const instance = opensInstance(cipher, instanceId, key) ? await openInstance(db, instanceId) : undefined;
    if (!instance) return rpcError(404, "No server answers at this URL. Check that it was copied whole.");
    const { requestId } = c.var;
    const open = async (current = () => instance) =>
      createServer(await openTarget(context, instance, current), { requestId, log });

    const speaksSse = ending === "/sse" || (ending === "" && instance.connectionType === "SSE");
    const sessionId = c.req.query("sessionId");
    if (speaksSse && c.req.method === "GET") {
      return stays ? streams.open(c.req.raw, instanceId, instance, open) : rpcError(501, NO_STREAMS);
    }
    if (speaksSse && c.req.method === "POST" && sessionId !== undefined) {
      return streams.receive(c.req.raw, instanceId, sessionId, instance);
    }
    return serveStateless(c.req.raw, {
      open: () => open(),
      onerror: (error) => log.debug({ instanceId, requestId, err: error }, "an MCP request was refused"),
    });
  };
  for (const ending of ["", "/mcp", "/sse"] as const) routes.all(`/:instanceId/:key${ending}`, serve(ending));

  return routes;
}

const NO_STREAMS =
  "HTTP+SSE needs a stream that stays open, and this console runs where none does. Use the same address over Streamable HTTP.";
