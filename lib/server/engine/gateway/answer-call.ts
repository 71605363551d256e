import {
  CLIENT_CAPABILITIES_META_KEY,
  classifyInboundRequest,
  type InboundModernRoute,
  isJsonContentType,
  type JSONRPCRequest,
  ProtocolErrorCode,
  SERVER_INFO_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/server";
import * as z from "zod/mini";
import type { Logger } from "../../process/log";
import type { Fields, Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import { takesJson } from "./accept";
import { parseCall, withoutFaults } from "./server";

const REVISION = "2026-07-28";
/** What no resource is called in that revision any more. */
const RESOURCE_NOT_FOUND = -32002;

type Options = { open(): Promise<Target>; requestId: string; log: Logger };

/** What is read of a request. */
type Asked = Pick<Request, "method" | "signal"> & { headers: Pick<Headers, "get"> };

type Answered = { status: number; message?: Fields };

/**
 * Answers a call of a tool without a server of the SDK, which costs each request more than all the rest of the way.
 * Undefined for whatever is not plainly such a call, or may be told something in between: the SDK answers that, and refuses
 * what is to be refused.
 * @param body of the request, which is left unread
 */
export async function answerCall(
  asked: Asked,
  body: unknown,
  options: Options,
): Promise<Response | undefined> {
  const call = plainCall(asked, body);
  const answered = call && (await answerPlainCall(call, asked.signal, options));
  if (!answered) return undefined;
  const { status, message } = answered;
  return message ? Response.json(message, { status }) : new Response(null, { status });
}

/** The same of what `plainCall` made of a request; undefined where what it calls cannot be opened. */
export async function answerPlainCall(
  { message: { id, method, params = {} }, isModern }: PlainCall,
  signal: AbortSignal,
  { open, ...asked }: Options,
): Promise<Answered | undefined> {
  // What cannot be opened cannot be opened by the SDK either, which has words for that.
  const target = await open().catch(() => undefined);
  if (!target) return undefined;
  try {
    const capabilities = (params._meta as Fields | undefined)?.[CLIENT_CAPABILITIES_META_KEY] as Fields;
    const { requestId } = asked;
    const result = await withoutFaults({ ...asked, method }, async () =>
      target.callTool(parseCall(params), {
        ...{ requestId, signal },
        ...(isModern && { roundTrip: { capabilities } }),
      }),
    );
    const given = isModern ? stamped(result, target.serverInfo) : result;
    return { status: 200, message: { result: given, jsonrpc: "2.0", id } };
  } catch (error) {
    if (signal.aborted) return { status: 499 };
    if (error instanceof RpcError) return refused(id, error, isModern);
    throw error;
  } finally {
    await target.close();
  }
}

export type PlainCall = { message: JSONRPCRequest; isModern: boolean };

/** A request that the SDK would hand to a target as it is. */
export function plainCall({ method, headers }: Asked, body: unknown): PlainCall | undefined {
  if (method !== "POST" || !isJsonContentType(headers.get("content-type"))) return undefined;
  const [protocolVersionHeader, mcpMethodHeader, mcpNameHeader] = HEADERS.map((name) => headers.get(name));
  if (!mcpMethodHeader && !mcpNameHeader && isPlainBefore(protocolVersionHeader, headers, body)) {
    return { message: body, isModern: false };
  }
  if (protocolVersionHeader !== REVISION || mcpMethodHeader !== "tools/call" || !mcpNameHeader)
    return undefined;
  const route = classifyInboundRequest({
    httpMethod: method,
    ...{ protocolVersionHeader, mcpMethodHeader, mcpNameHeader, body },
  });
  if (route.kind !== "modern" || route.messageKind !== "request") return undefined;
  const message = route.message as JSONRPCRequest;
  return isPlain(route, mcpNameHeader) ? { message, isModern: true } : undefined;
}

const HEADERS = ["mcp-protocol-version", "mcp-method", "mcp-name"];

/** A call in a revision of 2025 that belongs to no session, of a caller that takes JSON. */
function isPlainBefore(
  version: string | null | undefined,
  headers: Asked["headers"],
  body: unknown,
): body is JSONRPCRequest {
  if (version && !SUPPORTED_PROTOCOL_VERSIONS.includes(version)) return false;
  if (headers.get("mcp-session-id") !== null || !takesJson(headers.get("accept"))) return false;
  const call = plainCallSchema.safeParse(body);
  const meta = Object.keys(call.data?.params._meta ?? {});
  return call.success && !meta.some((key) => key === "progressToken" || key.startsWith(OF_PROTOCOL));
}

const OF_PROTOCOL = "io.modelcontextprotocol/";

const plainCallSchema = z.strictObject({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string(), z.int()]),
  method: z.literal("tools/call"),
  params: z.looseObject({
    name: z.string(),
    arguments: z.optional(z.record(z.string(), z.unknown())),
    _meta: z.optional(z.record(z.string(), z.unknown())),
    task: z.optional(z.never()),
  }),
});

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

function refused(id: JSONRPCRequest["id"], { code, message, data }: RpcError, isModern: boolean): Answered {
  const told = code === RESOURCE_NOT_FOUND ? ProtocolErrorCode.InvalidParams : code;
  const error = { code: told, message, ...(data !== undefined && { data }) };
  const status = isModern && code === ProtocolErrorCode.MissingRequiredClientCapability ? 400 : 200;
  return { status, message: { jsonrpc: "2.0", id, error } };
}
