import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { EngineContext, EngineEnv } from "../context";
import type { Instance } from "../store/read-instances";
import { answerCall } from "./answer-call";
import type { SessionCaller } from "./caller";
import { askForToken, showsToken } from "./caller-token";
import { findAddress } from "./find-address";
import { allowPages, refuseForeign, rpcError } from "./guard";
import { openStrataTarget } from "./open-strata";
import { openTarget } from "./open-target";
import { refuseUnreadable } from "./readable";
import { createServer } from "./server";
import { createSessionRelay } from "./session-relay";
import { createSessions } from "./sessions";
import { createSseStreams } from "./sse";
import { BODY_LIMIT, serveStateless } from "./stateless";
import { createWatch } from "./watch";

/**
 * `/mcp/<instance>/<key>/mcp` and `.../sse`: MCP at a server URL. Both take POST over Streamable HTTP; the second opens
 * HTTP+SSE by GET. Addresses without an ending were given out before, and stay good.
 * @param answer the whole engine, for requests that come from another process by the database
 */
export function mcpRoutes(context: EngineContext, answer: (request: Request) => Promise<Response>) {
  const { log, stays } = context;
  type Held = { instance: Instance; requestId: string };
  const open = async ({ instance, requestId }: Held) =>
    createServer(await openTarget(context, instance), { requestId: () => requestId, log });
  const openSession = async ({ instance }: Held, caller: SessionCaller, held: () => Held) => {
    const target = await openTarget(context, instance, { caller, current: () => held().instance });
    return createServer(target, { requestId: () => held().requestId, log, caller });
  };
  const relay = createSessionRelay(context, answer);
  const watch = createWatch(context);
  const streams = createSseStreams<Held>(openSession, relay, watch);
  const sessions = createSessions<Held>(openSession, relay, watch, (error) =>
    log.debug({ err: error }, "an MCP session had a fault"),
  );
  const routes = new Hono<EngineEnv>();
  routes.use(allowPages(context), refuseForeign(context));
  routes.use(bodyLimit({ maxSize: BODY_LIMIT, onError: () => rpcError(413, "The request is too large.") }));
  routes.use(refuseUnreadable);

  const serve = (ending: "" | "/mcp" | "/sse") => async (c: Context<EngineEnv, "/:instanceId/:key">) => {
    const { instanceId, key } = c.req.param();
    const address = await findAddress(context, instanceId, key);
    if (!address) return rpcError(404, "No server answers at this URL. Check that it was copied whole.");
    const { requestId, body } = c.var;
    const onerror = (error: Error) =>
      log.debug({ instanceId, requestId, err: error }, "an MCP request was refused");
    const { instance, strata } = address;
    if (strata) {
      if (ending === "/sse" && c.req.method === "GET") return rpcError(405, NO_SSE);
      const open = async () =>
        createServer(await openStrataTarget(context, strata), { requestId: () => requestId, log });
      return serveStateless(c.req.raw, { open, onerror, body });
    }
    if (!showsToken(instance, c.req.header("authorization"))) return askForToken();
    const held = { instance, requestId };
    const place = { key, instance };
    const speaksSse = ending === "/sse" || (ending === "" && instance.connectionType === "SSE");
    const sessionId = c.req.query("sessionId");
    if (speaksSse && c.req.method === "GET") {
      return stays ? streams.open(c.req.raw, place, held) : rpcError(501, NO_STREAMS);
    }
    if (speaksSse && c.req.method === "POST" && sessionId !== undefined) {
      return streams.receive(c.req.raw, place, sessionId, held);
    }
    // What stands in this very process has nothing to ask or tell in between.
    if (stays && context.targets.behind(instance).kind === "remote") {
      const answer = await sessions.answer(c.req.raw, body, place, held);
      if (answer) return answer;
    }
    const called = await answerCall(c.req.raw, body, {
      open: () => openTarget(context, instance),
      ...{ requestId, log },
    });
    return called ?? serveStateless(c.req.raw, { open: () => open(held), onerror, body });
  };
  for (const ending of ["", "/mcp", "/sse"] as const) routes.all(`/:instanceId/:key${ending}`, serve(ending));

  return routes;
}

const NO_STREAMS =
  "HTTP+SSE needs a stream that stays open, and this console runs where none does. Use the same address over Streamable HTTP.";

const NO_SSE =
  "Several servers at one address answer over Streamable HTTP alone. Use the same address, ending with /mcp.";
