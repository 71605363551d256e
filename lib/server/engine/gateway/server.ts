import { McpServer } from "@modelcontextprotocol/server";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { EngineOptions } from "../engine";
import { type ToolContext, ToolRefusal } from "../sandbox/tools/tool";
import { toolsOf } from "../sandbox/tools/tools";
import type { Instance } from "../store/instances";

/** Said wherever an instance would have to be spoken to over HTTP+SSE. */
export const SSE_NOT_SERVED =
  "This instance was made for HTTP+SSE, which this engine does not serve yet. Create it with Streamable HTTP.";

/** The MCP server of one instance, for one request: its tools are what they are for the length of it. */
export function createInstanceServer(
  { db, log }: Pick<EngineOptions, "db" | "log">,
  instance: Instance,
  requestId: string,
): McpServer {
  const { id: instanceId, serverName, legacy, isReadOnly } = instance;
  const context: ToolContext = {
    requireConnection: () => requireConnection(instance),
    shelf: (kind) => ({ db, instanceId, kind }),
    onFailure: (error) => log.error({ instanceId, requestId, err: error }, "a sandbox tool failed"),
  };
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
