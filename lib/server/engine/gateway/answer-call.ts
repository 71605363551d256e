import {
  CLIENT_CAPABILITIES_META_KEY,
  classifyInboundRequest,
  type InboundModernRoute,
  isJsonContentType,
  type JSONRPCRequest,
  ProtocolErrorCode,
  SERVER_INFO_META_KEY,
} from "@modelcontextprotocol/server";
import type { Logger } from "../../process/log";
import type { Fields, Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import { parseCall, withoutFaults } from "./server";

const REVISION = "2026-07-28";
/** What no resource is called in that revision any more. */
const RESOURCE_NOT_FOUND = -32002;

type Options = { open(): Promise<Target>; requestId: string; log: Logger };

/**
 * Answers a call of a tool in the revision of 2026-07-28 without a server of the SDK, which costs each request more than
 * all the rest of the way. Undefined for whatever is not plainly such a call, or may be told something in between: the SDK
 * answers that, and refuses what is to be refused.
 * @param body of the request, which is left unread
 */
export async function answerCall(
  request: Request,
  body: unknown,
  { open, ...asked }: Options,
): Promise<Response | undefined> {
  const message = plainCall(request, body);
  if (!message) return undefined;
  const { id, method, params = {} } = message;
  // What cannot be opened cannot be opened by the SDK either, which has words for that.
  const target = await open().catch(() => undefined);
  if (!target) return undefined;
  try {
    const capabilities = (params._meta as Fields)[CLIENT_CAPABILITIES_META_KEY] as Fields;
    const result = await withoutFaults({ ...asked, method }, async () =>
      target.callTool(parseCall(params), {
        requestId: asked.requestId,
        signal: request.signal,
        roundTrip: { capabilities },
      }),
    );
    return Response.json({ result: stamped(result, target.serverInfo), jsonrpc: "2.0", id });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    if (error instanceof RpcError) return refused(id, error);
    throw error;
  } finally {
    await target.close();
  }
}

/** A request that the SDK would hand to a target as it is. */
function plainCall({ method, headers }: Request, body: unknown): JSONRPCRequest | undefined {
  if (method !== "POST" || !isJsonContentType(headers.get("content-type"))) return undefined;
  const [protocolVersionHeader, mcpMethodHeader, mcpNameHeader] = HEADERS.map((name) => headers.get(name));
  if (protocolVersionHeader !== REVISION || mcpMethodHeader !== "tools/call" || !mcpNameHeader)
    return undefined;
  const route = classifyInboundRequest({
    httpMethod: method,
    ...{ protocolVersionHeader, mcpMethodHeader, mcpNameHeader, body },
  });
  if (route.kind !== "modern" || route.messageKind !== "request") return undefined;
  return isPlain(route, mcpNameHeader) ? (route.message as JSONRPCRequest) : undefined;
}

const HEADERS = ["mcp-protocol-version", "mcp-method", "mcp-name"];

/** What a caller answers to a question, and what it asks to be told of, goes the long way. */
function isPlain({ message, classification }: InboundModernRoute, name: string): boolean {
  const { _meta: meta, ...params } = message.params as Fields & { _meta: Fields };
  const inBetween = "inputResponses" in params || "requestState" in params || "progressToken" in meta;
  return classification.revision === REVISION && params.name === name && !inBetween;
}

/** As the revision asks: whether it is the whole result, and from whom. */
function stamped(result: Fields, serverInfo: Target["serverInfo"]): Fields {
  const { _meta: meta = {}, resultType = "complete" } = result;
  const isOdd = typeof meta !== "object" || meta === null || Array.isArray(meta);
  const from = isOdd ? meta : { [SERVER_INFO_META_KEY]: serverInfo, ...meta };
  return { ...result, resultType, _meta: from };
}

function refused(id: JSONRPCRequest["id"], { code, message, data }: RpcError): Response {
  const told = code === RESOURCE_NOT_FOUND ? ProtocolErrorCode.InvalidParams : code;
  const error = { code: told, message, ...(data !== undefined && { data }) };
  const status = code === ProtocolErrorCode.MissingRequiredClientCapability ? 400 : 200;
  return Response.json({ jsonrpc: "2.0", id, error }, { status });
}
