import {
  CLIENT_CAPABILITIES_META_KEY,
  type JSONRPCRequest,
  type Result,
  Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import * as z from "zod/mini";
import type { Logger } from "../../process/log";
import type { Fields, RequestOptions, Target } from "../targets/port";
import { INTERNAL_ERROR, INVALID_PARAMS, RpcError } from "../targets/rpc-error";
import type { SessionCaller } from "./caller";

const fieldsSchema = z.record(z.string(), z.unknown());
const toolCallSchema = z.looseObject({ name: z.string(), arguments: z.optional(fieldsSchema) });

/** The requests that go to a target, by what it answers them with. */
const RELAYED = {
  "resources/list": "listResources",
  "resources/templates/list": "listResourceTemplates",
  "resources/read": "readResource",
  "prompts/list": "listPrompts",
  "prompts/get": "getPrompt",
  "completion/complete": "complete",
  "resources/subscribe": "subscribeResource",
  "resources/unsubscribe": "unsubscribeResource",
  "logging/setLevel": "setLogLevel",
} as const;

type Handler = (request: JSONRPCRequest, context: ServerContext) => Promise<Result>;

/** Keeps results as the target gave them, where the SDK would drop the fields that it does not know. */
class RelayServer extends Server {
  protected override _wrapHandler(_method: string, handler: Handler): Handler {
    return handler;
  }
}

type Options = {
  /** Of the request that is being answered. */
  requestId(): string;
  log: Logger;
  caller?: SessionCaller | undefined;
};

/** An MCP server that answers from a target, for one request or session; it closes the target when it is closed. */
export function createServer(target: Target, { requestId: idOf, log, caller }: Options): Server {
  const { serverInfo, capabilities, instructions } = target;
  const server = new RelayServer(serverInfo, {
    capabilities,
    ...(instructions !== undefined && { instructions }),
  });
  const relay = (method: string, request: (params: Fields, options: RequestOptions) => Promise<Fields>) =>
    server.setRequestHandler(method, { params: fieldsSchema }, async (params, context) => {
      const requestId = idOf();
      const answer = () => request(params, { requestId, ...optionsOf(context) });
      return withoutFaults({ log, requestId, method }, () =>
        caller ? caller.during(context, answer) : answer(),
      );
    });

  relay("tools/list", target.listTools);
  relay("tools/call", (params, options) => target.callTool(parseCall(params), options));
  for (const [method, name] of Object.entries(RELAYED)) {
    const request = target[name];
    if (request) relay(method, request);
  }
  server.onclose = () => void target.close();
  return server;
}

type Asked = { log: Logger; requestId: string; method: string };

/** @throws RpcError alone: of a fault nothing is told, and everything logged */
export async function withoutFaults<T>({ log, ...asked }: Asked, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RpcError) throw error;
    log.error({ ...asked, err: error }, "a target failed");
    throw new RpcError(INTERNAL_ERROR, "The server failed. Nothing is known of why; try again.");
  }
}

/** @throws RpcError for what is no call of a tool */
export function parseCall(params: Fields) {
  const call = toolCallSchema.safeParse(params);
  if (call.success) return call.data;
  throw new RpcError(INVALID_PARAMS, "A call names a tool, and its arguments are an object");
}

/** Lets a target speak to the caller while it works: under the caller's own progress token, or not at all. */
function optionsOf({ mcpReq }: ServerContext): Omit<RequestOptions, "requestId"> {
  const progressToken = mcpReq._meta?.progressToken;
  const capabilities = fieldsSchema.safeParse(
    (mcpReq.envelope as Fields | undefined)?.[CLIENT_CAPABILITIES_META_KEY],
  );
  const { inputResponses } = mcpReq;
  const requestState = mcpReq.requestState<string>();
  return {
    signal: mcpReq.signal,
    ...(capabilities.success && {
      roundTrip: {
        capabilities: capabilities.data,
        ...(inputResponses && { inputResponses }),
        ...(requestState !== undefined && { requestState }),
      },
    }),
    ...(progressToken !== undefined && {
      onProgress: (progress) =>
        void mcpReq.notify({ method: "notifications/progress", params: { ...progress, progressToken } }),
    }),
  };
}
