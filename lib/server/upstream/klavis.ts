import * as z from "zod/mini";
import {
  callToolResponseSchema,
  getInstanceResponseSchema,
  getServersResponseSchema,
  getUserIntegrationsResponseSchema,
  getUsersResponseSchema,
  listToolsResponseSchema,
  statusResponseSchema,
  updateInstanceResponseSchema,
} from "@/lib/contracts/klavis/api";
import { createServerResponseSchema } from "@/lib/contracts/klavis/create-instance";
import { PatchbayError } from "../errors";
import { type CallerOptions, createCaller } from "./call";
import * as operation from "./operation";
import type { Upstream } from "./port";
import { presentable } from "./rejection";
import { isUpstreamOauthUrl, isUpstreamUrl } from "./url";

/** Every server with all its tools, or what a tool brings: more than the usual answer. */
const LARGE_ANSWER = 4 * 2 ** 20;

/** The Klavis API behind the port, wherever `fetch` takes its requests. */
export function createKlavisUpstream(options: CallerOptions): Upstream {
  const { id, baseUrl } = options;
  const call = createCaller(options);

  const oauthUrl = z.optional(
    z.nullable(z.string().check(z.refine((url) => isUpstreamOauthUrl(url, baseUrl)))),
  );
  const createdSchema = z.extend(createServerResponseSchema, {
    instanceId: z.string().check(z.minLength(1)),
    serverUrl: z.string().check(z.refine((url) => isUpstreamUrl(url, baseUrl))),
    oauthUrl,
  });
  const foundSchema = z.extend(getInstanceResponseSchema, { oauthUrl });

  return {
    id,
    baseUrl,
    createInstance: async (request, signal) =>
      call(operation.CREATE_INSTANCE, createdSchema, {
        method: "post",
        path: "mcp-server/instance/create",
        json: request,
        signal,
      }),
    getInstance: async (instanceId, signal) =>
      call(operation.GET_INSTANCE, foundSchema, { method: "get", path: instancePath(instanceId), signal }),
    updateInstance: async (instanceId, change, signal) =>
      call(operation.UPDATE_INSTANCE, updateInstanceResponseSchema, {
        method: "patch",
        path: instancePath(instanceId),
        json: change,
        signal,
      }),
    deleteInstance: async (instanceId, signal) =>
      call(operation.DELETE_INSTANCE, statusResponseSchema, {
        method: "delete",
        path: instancePath(instanceId),
        signal,
      }),
    deleteAuth: async (instanceId, signal) =>
      call(operation.DELETE_AUTH, statusResponseSchema, {
        method: "delete",
        path: `${instancePath(instanceId)}/auth`,
        signal,
      }),
    setAuth: async (request, signal) =>
      call(operation.SET_AUTH, statusResponseSchema, {
        method: "post",
        path: "mcp-server/instance/set-auth",
        json: request,
        secrets: textsIn(request.authData),
        signal,
      }),
    listTools: async (server, signal) => {
      const answer = await call(operation.LIST_TOOLS, listToolsResponseSchema, {
        method: "post",
        path: "mcp-server/list-tools",
        json: server,
        secrets: [server.serverUrl],
        limit: LARGE_ANSWER,
        signal,
      });
      return { ...answer, error: presentable(answer.error, [server.serverUrl]) };
    },
    callTool: async (toolCall, signal) => {
      const answer = await call(operation.CALL_TOOL, callToolResponseSchema, {
        method: "post",
        path: "mcp-server/call-tool",
        json: toolCall,
        secrets: [toolCall.serverUrl],
        limit: LARGE_ANSWER,
        signal,
      });
      return { ...answer, error: presentable(answer.error, [toolCall.serverUrl]) };
    },
    listServers: async (signal) =>
      call(operation.LIST_SERVERS, getServersResponseSchema, {
        method: "get",
        path: "mcp-server/servers",
        limit: LARGE_ANSWER,
        signal,
      }),
    listUsers: async ({ pageNumber, pageSize }, signal) =>
      call(operation.LIST_USERS, getUsersResponseSchema, {
        method: "get",
        path: "user/",
        query: { page_number: pageNumber, page_size: pageSize },
        signal,
      }),
    listUserIntegrations: async (userId, signal) =>
      call(operation.LIST_USER_INTEGRATIONS, getUserIntegrationsResponseSchema, {
        method: "get",
        path: `user/${segment(userId)}/integrations`,
        signal,
      }),
  };
}

function instancePath(instanceId: string): string {
  return `mcp-server/instance/${segment(instanceId)}`;
}

/**
 * An id as one segment of a path.
 * @throws PatchbayError for an id that a URL cannot hold: `..` would climb to another endpoint, however it is encoded
 */
function segment(id: string): string {
  if (id === "" || id === "." || id === "..") {
    throw new PatchbayError("upstream-not-found", `No upstream can know an id such as "${id}".`, {
      effect: "nothing-changed",
    });
  }
  return encodeURIComponent(id);
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}
