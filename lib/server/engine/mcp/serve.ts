import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { Hono } from "hono";
import { catalogueEntry } from "@/lib/contracts/catalogue";
import type { EngineEnv, EngineOptions } from "../engine";
import { type Instance, openInstance } from "../store/instances";
import { opensInstance } from "../urls";
import { refuseForeign, rpcError } from "./guard";
import { type ToolContext, ToolRefusal } from "./tool";
import { toolsOf } from "./tools";

/** No call of a sandbox tool needs more, in bytes. */
const BODY_LIMIT = 1024 * 1024;

/**
 * `/mcp/<instance>/<key>`: MCP over Streamable HTTP, stateless, in the revision of 2026-07-28 and those of 2025.
 * Nothing is shared between requests, so that nothing can cross from one person's instance to another's.
 */
export function mcpRoutes({ db, cipher, appUrl, log }: EngineOptions) {
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
      return rpcError(
        c.req.method === "POST" ? 400 : 501,
        "This instance was made for HTTP+SSE, which this engine does not serve yet. Create it with Streamable HTTP.",
      );
    }
    const failure = { instanceId, requestId: c.var.requestId };
    const context: ToolContext = {
      requireConnection: () => requireConnection(instance),
      shelf: (kind) => ({ db, instanceId, kind }),
      onFailure: (error) => log.error({ ...failure, err: error }, "a sandbox tool failed"),
    };
    const handler = createMcpHandler(() => createServer(instance, context), {
      maxRequestBodySize: BODY_LIMIT,
      // The tools of an instance are what they are for the length of a request; there is no change to subscribe to.
      maxSubscriptions: 0,
      onerror: (error) => log.debug({ ...failure, err: error }, "an MCP request was refused"),
    });
    return handler.fetch(c.req.raw);
  });

  return routes;
}

function createServer(instance: Instance, context: ToolContext): McpServer {
  const { serverName, legacy, isReadOnly } = instance;
  const server = new McpServer(
    { name: "patchbay-sandbox", title: `${serverName} (sandbox)`, version: "1.0.0" },
    {
      capabilities: { tools: { listChanged: false } },
      instructions: `Sandbox tools, standing in for ${serverName}. What they read and write is kept for this instance alone and never reaches the real service.`,
    },
  );
  // A tool that is not registered is neither listed nor callable.
  const tools = toolsOf(serverName, { legacy }).filter((tool) => tool.readOnly || !isReadOnly);
  for (const tool of tools) tool.register(server, context);
  return server;
}

function requireConnection({ serverName, userId, connected }: Instance): void {
  if (connected || catalogueEntry(serverName).auth === "none") return;
  throw new ToolRefusal(
    `${serverName} is not connected for ${userId} yet. Ask whoever gave you this server to send you its Connect link, or open Patchbay, and press Connect.`,
  );
}
