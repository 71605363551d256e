import { updateInstanceResponseSchema } from "@/lib/contracts/klavis/instances";
import { statusResponseSchema } from "@/lib/contracts/klavis/status-response";
import { removeFromStrataResponseSchema } from "@/lib/contracts/klavis/strata";
import { listToolsResponseSchema } from "@/lib/contracts/klavis/tools";
import { accountState } from "@/lib/contracts/status";
import { PatchbayError } from "../../errors";
import type { Lane } from "../lanes";
import type { Upstream } from "../port";
import { readIntegrations, readResult, readTools, readUsers } from "./answers";
import { type Call, type CallerOptions, createCaller } from "./call";
import * as operation from "./operation";
import { sanitizeMessage } from "./rejection";
import { calledSchema, integrationsSchema, usersSchema, wireOf } from "./wire";

/** A server's tools, or what a tool brings: more than the usual answer. */
const LARGE_ANSWER = 4 * 2 ** 20;

/** The Klavis API behind the port, wherever `fetch` takes its requests. Its wire ends here. */
export function createKlavisUpstream(options: CallerOptions): Upstream {
  return speakFor(undefined, options, createCaller(options));
}

/** @param lane for whom it speaks */
function speakFor(
  lane: Lane | undefined,
  options: CallerOptions,
  send: ReturnType<typeof createCaller>,
): Upstream {
  const { id, baseUrl } = options;
  const call: typeof send = (what, schema, request) => send(what, schema, { ...request, lane });

  const wire = wireOf(baseUrl);

  /** Asks for a change that the API answers with no more than whether it was made. */
  async function command(what: operation.Operation, request: Call): Promise<boolean> {
    return (await call(what, statusResponseSchema, request)).success;
  }

  async function take(
    what: operation.Operation,
    path: () => string,
    signal: AbortSignal | undefined,
  ): Promise<"removed" | "unknown"> {
    const done = await unlessUnknown(async () => command(what, { method: "delete", path: path(), signal }));
    if (done === undefined) return "unknown";
    if (done) return "removed";
    throw refusal("The upstream answered that it did not do it.");
  }

  return {
    id,
    baseUrl,
    inLane: (other) => speakFor(other, options, send),
    async create(request, signal) {
      const made = await call(operation.CREATE_INSTANCE, wire.created, {
        method: "post",
        path: "mcp-server/instance/create",
        json: request,
        signal,
      });
      return { ...made, oauthUrl: made.oauthUrl ?? null };
    },
    async observe(instanceId, signal) {
      const found = await unlessUnknown(async () =>
        call(operation.GET_INSTANCE, wire.found, { method: "get", path: instancePath(instanceId), signal }),
      );
      if (!found) return "gone";
      return {
        account: accountState(found),
        userId: found.externalUserId || null,
        oauthUrl: found.oauthUrl ?? null,
      };
    },
    async update(instanceId, change, signal) {
      const { isReadOnly } = await call(operation.UPDATE_INSTANCE, updateInstanceResponseSchema, {
        method: "patch",
        path: instancePath(instanceId),
        json: change,
        signal,
      });
      return { isReadOnly };
    },
    remove: (instanceId, signal) => take(operation.DELETE_INSTANCE, () => instancePath(instanceId), signal),
    disconnect: (instanceId, signal) =>
      take(operation.DELETE_AUTH, () => `${instancePath(instanceId)}/auth`, signal),
    async setKey(instanceId, key, signal) {
      const done = await command(operation.SET_AUTH, {
        method: "post",
        path: "mcp-server/instance/set-auth",
        json: { instanceId, authData: { api_key: key } },
        secrets: [key],
        signal,
      }).catch(asRefusedKey);
      if (!done) throw refusal("The upstream did not take this key.", "key");
    },
    async combine(userId, serverNames, signal) {
      const { strataId, strataServerUrl: serverUrl } = await call(operation.CREATE_STRATA, wire.combined, {
        method: "post",
        path: "mcp-server/strata/create",
        json: { userId, servers: serverNames },
        signal,
      });
      return { strataId, serverUrl };
    },
    async dissolve(strataId, signal) {
      const emptied = await unlessUnknown(async () =>
        call(operation.EMPTY_STRATA, removeFromStrataResponseSchema, {
          method: "delete",
          path: `mcp-server/strata/${segment(strataId)}/servers`,
          query: { servers: "ALL" },
          signal,
        }),
      );
      return emptied ? "removed" : "unknown";
    },
    async tools(server, signal) {
      const { success, tools, error } = await call(operation.LIST_TOOLS, listToolsResponseSchema, {
        method: "post",
        path: "mcp-server/list-tools",
        json: server,
        secrets: [server.serverUrl],
        address: server.serverUrl,
        limit: LARGE_ANSWER,
        signal,
      });
      if (success) return readTools(tools ?? []);
      throw refusal(sanitizeMessage(error, [server.serverUrl]) || "The server did not tell its tools.");
    },
    async call({ name, arguments: toolArgs, ...server }, signal) {
      const { success, result, error } = await call(operation.CALL_TOOL, calledSchema, {
        method: "post",
        path: "mcp-server/call-tool",
        json: { ...server, toolName: name, toolArgs },
        secrets: [server.serverUrl],
        address: server.serverUrl,
        limit: LARGE_ANSWER,
        signal,
      });
      if (success && result != null) return readResult(result);
      const said = sanitizeMessage(error, [server.serverUrl]);
      throw new PatchbayError("upstream-rejected", said || "The server did not run the tool.");
    },
    async users({ page, size }, signal) {
      const { users, totalPages } = await call(operation.LIST_USERS, usersSchema, {
        method: "get",
        path: "user/",
        query: { page_number: page, page_size: size },
        signal,
      });
      // A stranger's page may be longer than was asked for, and each of its users costs a call.
      return { ...readUsers(users, size), pages: totalPages };
    },
    async integrations(userId, signal) {
      const answer = await unlessUnknown(async () =>
        call(operation.LIST_USER_INTEGRATIONS, integrationsSchema, {
          method: "get",
          path: `user/${segment(userId)}/integrations`,
          signal,
        }),
      );
      return readIntegrations(answer?.integrations ?? []);
    },
  };
}

/** Undefined for what the upstream does not know. */
async function unlessUnknown<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "upstream-not-found") return undefined;
    throw error;
  }
}

function refusal(message: string, field?: string): PatchbayError {
  return new PatchbayError("upstream-rejected", message, {
    ...(field && { fields: { [field]: [message] } }),
  });
}

/** The key is all that is sent, so whatever an upstream does not accept, under whatever name, is the key. */
function asRefusedKey(error: unknown): never {
  if (!(error instanceof PatchbayError) || error.code !== "upstream-rejected") throw error;
  const { code, message, fields = {}, effect } = error;
  const reasons = Object.values(fields).flat();
  throw new PatchbayError(code, message, {
    fields: { key: reasons.length > 0 ? reasons : [message] },
    effect,
    cause: error,
  });
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
    throw new PatchbayError("upstream-not-found", `No upstream can know an id such as "${id}".`);
  }
  return encodeURIComponent(id);
}
