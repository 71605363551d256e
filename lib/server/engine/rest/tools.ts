import { Hono } from "hono";
import {
  type CallToolResponse,
  callToolRequestSchema,
  callToolResponseSchema,
  type ListToolsResponse,
  listToolsRequestSchema,
} from "@/lib/contracts/klavis/api";
import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { EngineEnv, EngineOptions } from "../engine";
import { type Answer, ask } from "../gateway/ask";
import { createInstanceServer, SSE_NOT_SERVED } from "../gateway/server";
import { findInstance, type Instance } from "../store/instances";
import { instanceAt } from "../urls";
import { inFormat } from "./tool-formats";
import { readBody } from "./validation";

/**
 * The tools of a server URL, for callers that do not speak MCP. Only URLs that this engine hands out are served, and
 * they are answered in process: nothing that a caller names is ever fetched. `headers` are for servers elsewhere, and
 * are left alone.
 */
export function toolRoutes(options: EngineOptions) {
  const routes = new Hono<EngineEnv>();

  /** The instance behind a URL, or why its tools cannot be spoken of. */
  async function open(
    account: string,
    { serverUrl, connectionType }: { serverUrl: string; connectionType: ConnectionType },
  ): Promise<Instance | string> {
    const id = instanceAt(options.appUrl, options.cipher, serverUrl);
    const instance = id && (await findInstance(options.db, account, id));
    if (!instance) return "No server of this engine answers at this URL. Check that it was copied whole.";
    return connectionType === "SSE" || instance.connectionType === "SSE" ? SSE_NOT_SERVED : instance;
  }

  routes.post("/list-tools", async (c) => {
    const request = await readBody(c.req.raw, listToolsRequestSchema, { echo: false });
    const { format } = request;
    const convert = inFormat(format);
    const instance = await open(c.var.account, request);
    if (typeof instance === "string") {
      return c.json<ListToolsResponse>({ success: false, format, error: instance });
    }
    const answer = await ask(createInstanceServer(options, instance, c.var.requestId), "tools/list", {});
    return c.json<ListToolsResponse>(
      "error" in answer
        ? { success: false, format, error: answer.error }
        : { success: true, format, tools: convert(answer.result.tools) },
    );
  });

  routes.post("/call-tool", async (c) => {
    const request = await readBody(c.req.raw, callToolRequestSchema, { echo: false });
    const instance = await open(c.var.account, request);
    if (typeof instance === "string") return c.json<CallToolResponse>({ success: false, error: instance });
    const answer = await ask(createInstanceServer(options, instance, c.var.requestId), "tools/call", {
      name: request.toolName,
      arguments: request.toolArgs ?? {},
    });
    return c.json<CallToolResponse>(toResponse(answer));
  });

  return routes;
}

/** A tool that failed has run: `success` is about the call, and `isError` about the tool. */
function toResponse(answer: Answer): CallToolResponse {
  if ("error" in answer) return { success: false, error: answer.error };
  return callToolResponseSchema.parse({ success: true, result: answer.result });
}
