import * as z from "zod/mini";
import { klavisServerNameSchema } from "@/lib/contracts/klavis/create-instance";
import { rawActionsResponseSchema } from "@/lib/contracts/klavis/instances";
import {
  callToolRequestSchema,
  callToolResponseSchema,
  getToolsQuerySchema,
  listToolsRequestSchema,
  listToolsResponseSchema,
} from "@/lib/contracts/klavis/tools";
import type { EngineContext } from "../context";
import { findAddress } from "../gateway/find-address";
import { openStrataTarget } from "../gateway/open-strata";
import { openGoverned, openTarget } from "../gateway/open-target";
import { listAllTools } from "../targets/list-all-tools";
import type { Target } from "../targets/port";
import { readAddress } from "../urls";
import { askTarget } from "./ask-target";
import { describeServerTools } from "./describe-server";
import { findByText } from "./find-instance";
import { type Route, route } from "./operation";
import { inFormat } from "./tool-formats";
import { isAltered, resolveToolName } from "./tool-names";

/**
 * The tools of a server URL, for callers that do not speak MCP. Only URLs that this engine hands out are served, and
 * they are answered in process: nothing that a caller names is ever fetched. `headers` are for servers elsewhere, and
 * are left alone.
 */
export function toolRoutes(context: EngineContext): Route[] {
  /** Opens what is behind a URL, or says why its tools cannot be spoken of. */
  async function find(account: string, serverUrl: string): Promise<(() => Promise<Target>) | string> {
    const read = readAddress(context.appUrl, context.cipher, serverUrl);
    const { instance, strata } = (read && (await findAddress(context, read.id, read.key))) ?? {};
    if (instance?.account === account) return () => openTarget(context, instance);
    if (strata?.account === account) return () => openStrataTarget(context, strata);
    return "No server of this engine answers at this URL. Check that it was copied whole.";
  }

  return [
    route(
      {
        id: "listServerTools",
        method: "post",
        path: "/mcp-server/list-tools",
        tag: "mcp-server",
        summary: "List the tools of a server URL",
        scope: "call",
        body: listToolsRequestSchema,
        answer: listToolsResponseSchema,
        secret: true,
      },
      async ({ body, account, ...options }) => {
        const { format } = body;
        const open = await find(account, body.serverUrl);
        if (typeof open === "string") return { success: false, format, error: open };
        const answer = await askTarget(open, (target) => listAllTools(target, options));
        return "error" in answer
          ? { success: false, format, error: answer.error }
          : { success: true, format, tools: inFormat(format, answer.result) };
      },
    ),
    route(
      {
        id: "getServerTools",
        method: "get",
        path: "/mcp-server/tools/{serverName}",
        tag: "mcp-server",
        summary: "List the tools of a server, without an instance of it",
        scope: "read",
        params: z.object({ serverName: klavisServerNameSchema }),
        query: getToolsQuerySchema,
        answer: listToolsResponseSchema,
      },
      async ({ params: { serverName }, query: { format, legacy }, ...options }) => {
        const tools = await describeServerTools(context, { serverName, legacy }, options);
        return { success: true, format, tools: inFormat(format, tools) };
      },
    ),
    route(
      {
        id: "listRawActions",
        method: "get",
        path: "/mcp-server/instance/{instanceId}/raw-actions",
        tag: "mcp-server",
        summary: "List the tools behind an instance, with their schemas",
        scope: "read",
        params: z.object({ instanceId: z.string() }),
        answer: rawActionsResponseSchema,
      },
      async ({ params, account, ...options }) => {
        const instance = await findByText(context.db, account, params.instanceId);
        const answer = await askTarget(
          () => openGoverned(context, instance),
          (target) => listAllTools(target, options),
        );
        const result = "error" in answer ? { error: answer.error } : { actions: answer.result };
        return { instanceId: instance.id, serverName: instance.serverName, result };
      },
    ),
    route(
      {
        id: "callServerTool",
        method: "post",
        path: "/mcp-server/call-tool",
        tag: "mcp-server",
        summary: "Call a tool of a server URL",
        scope: "call",
        body: callToolRequestSchema,
        answer: callToolResponseSchema,
        secret: true,
      },
      async ({ body: { serverUrl, toolName, toolArgs = {} }, account, ...options }) => {
        const open = await find(account, serverUrl);
        if (typeof open === "string") return { success: false, error: open };
        const answer = await askTarget(open, async (target) => {
          // Perhaps the name that a model was given in place of the tool's own.
          const served = isAltered(toolName) ? await listAllTools(target, options) : [];
          const name = resolveToolName(
            toolName,
            served.map((tool) => tool.name),
          );
          return target.callTool({ name, arguments: toolArgs }, options);
        });
        // A tool that failed has run: `success` is about the call, and `isError` about the tool.
        return "error" in answer
          ? { success: false, error: answer.error }
          : callToolResponseSchema.parse({ success: true, result: answer.result });
      },
    ),
  ];
}
