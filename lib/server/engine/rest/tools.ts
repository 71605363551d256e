import { type Context, Hono } from "hono";
import {
  type CallToolResponse,
  callToolRequestSchema,
  callToolResponseSchema,
  type ListToolsResponse,
  listToolsRequestSchema,
} from "@/lib/contracts/klavis/api";
import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { EngineContext, EngineEnv } from "../context";
import { openTarget } from "../gateway/open-target";
import { SSE_NOT_SERVED } from "../gateway/serve";
import { findInstance } from "../store/instances";
import { listAllTools } from "../targets/list-all-tools";
import type { RequestOptions, Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import { instanceAt } from "../urls";
import { inFormat } from "./tool-formats";
import { readBody } from "./validation";

/**
 * The tools of a server URL, for callers that do not speak MCP. Only URLs that this engine hands out are served, and
 * they are answered in process: nothing that a caller names is ever fetched. `headers` are for servers elsewhere, and
 * are left alone.
 */
export function toolRoutes(context: EngineContext) {
  const routes = new Hono<EngineEnv>();

  /** Asks what stands behind a URL; an error is a sentence that says why nothing was answered. */
  async function ask<Result>(
    c: Context<EngineEnv>,
    { serverUrl, connectionType }: { serverUrl: string; connectionType: ConnectionType },
    question: (target: Target, options: RequestOptions) => Promise<Result>,
  ): Promise<{ result: Result } | { error: string }> {
    const id = instanceAt(context.appUrl, context.cipher, serverUrl);
    const instance = id && (await findInstance(context.db, c.var.account, id));
    if (!instance) {
      return { error: "No server of this engine answers at this URL. Check that it was copied whole." };
    }
    if (connectionType === "SSE" || instance.connectionType === "SSE") return { error: SSE_NOT_SERVED };
    const target = await openTarget(context, instance);
    try {
      return { result: await question(target, { requestId: c.var.requestId, signal: c.req.raw.signal }) };
    } catch (error) {
      if (error instanceof RpcError) return { error: error.message };
      throw error;
    } finally {
      await target.close();
    }
  }

  routes.post("/list-tools", async (c) => {
    const request = await readBody(c.req.raw, listToolsRequestSchema, { echo: false });
    const { format } = request;
    const convert = inFormat(format);
    const answer = await ask(c, request, listAllTools);
    return c.json<ListToolsResponse>(
      "error" in answer
        ? { success: false, format, error: answer.error }
        : { success: true, format, tools: convert(answer.result) },
    );
  });

  routes.post("/call-tool", async (c) => {
    const request = await readBody(c.req.raw, callToolRequestSchema, { echo: false });
    const call = { name: request.toolName, arguments: request.toolArgs ?? {} };
    const answer = await ask(c, request, (target, options) => target.callTool(call, options));
    // A tool that failed has run: `success` is about the call, and `isError` about the tool.
    return c.json<CallToolResponse>(
      "error" in answer
        ? { success: false, error: answer.error }
        : callToolResponseSchema.parse({ success: true, result: answer.result }),
    );
  });

  return routes;
}
