import { CLIENT_CAPABILITIES_META_KEY, SdkHttpError } from "@modelcontextprotocol/client";
import * as z from "zod/mini";
import type { ServerName } from "@/lib/contracts/server-name";
import { traced } from "../../../telemetry/traced";
import { listAllTools } from "../list-all-tools";
import type { Caller, Fields, RequestOptions, RoundTrip, Target } from "../port";
import { RpcError } from "../rpc-error";
import { type Connection, type createConnections, toolsOf } from "./connections";

/** Milliseconds without a word until a request is given up, and in all, however much progress is told. */
const SILENCE = 60_000;
const WHOLE = 10 * 60_000;

/** What is read of an answer is read loosely: what the SDK does not know passes through. */
const anything = z.looseObject({});

type Relay = {
  serverName: ServerName;
  release(): void;
  explain(error: unknown): RpcError;
  caller: Caller | undefined;
  /** What each request of a session begins with. */
  begin?(): Promise<void>;
  take: ReturnType<typeof createConnections>["take"] extends (place: never) => infer R ? () => R : never;
};

/** A target that passes requests on over a connection, and over another one where that is over. */
export function relay(
  first: Connection,
  { serverName, release: releaseFirst, explain, take, caller, begin }: Relay,
): Target {
  let [connection, release] = [first, releaseFirst];
  const { client } = first;
  const upstream: Fields = client.getServerCapabilities() ?? {};

  function request(method: string, params: Fields, options: RequestOptions): Promise<Fields> {
    const attributes = { "mcp.method.name": method, "patchbay.server": serverName };
    const what = { kind: "client", measure: "mcp.client.operation.duration", attributes } as const;
    return traced({ ...what, name: method }, () => pass(method, params, options));
  }

  async function pass(method: string, params: Fields, options: RequestOptions): Promise<Fields> {
    const isModern = connection.client.getProtocolEra() === "modern";
    const round = isModern && options.roundTrip ? inRoundTrip(options.roundTrip) : undefined;
    const send = () =>
      connection.client.request(
        { method, params: merged(withoutOurs(params), round) } as never,
        anything as never,
        {
          ...(round && { allowInputRequired: true }),
          timeout: SILENCE,
          resetTimeoutOnProgress: true,
          maxTotalTimeout: WHOLE,
          ...(options.signal && { signal: options.signal }),
          ...(options.onProgress && { onprogress: (progress: Fields) => options.onProgress?.(progress) }),
        },
      ) as Promise<Fields>;
    try {
      await begin?.();
      return await send();
    } catch (error) {
      if (!isGone(error)) throw explain(error);
      // The session is over there, and nothing was done under it: another one is begun.
      connection.broken = true;
      release();
      try {
        ({ connection, release } = await take());
        return await send();
      } catch (second) {
        throw explain(second);
      }
    }
  }
  const listTools: Target["listTools"] = async (params, options) => {
    const list = await request("tools/list", params, options);
    const tools = Array.isArray(list.tools) ? list.tools.filter(isTool) : [];
    return { ...list, tools } as Awaited<ReturnType<Target["listTools"]>>;
  };
  const optional = (capability: string, method: string) =>
    capability in upstream
      ? (params: Fields, options: RequestOptions) => request(method, params, options)
      : undefined;
  const info = client.getServerVersion();
  const instructions = client.getInstructions();

  const target: Target = {
    serverInfo: { ...info, name: info?.name ?? "unknown", version: info?.version ?? "0" },
    ...(instructions !== undefined && { instructions }),
    capabilities: caller ? relayedInSession(upstream) : relayed(upstream),
    listTools,
    findTool: async (name, options) => {
      const tools = () => toolsOf(connection, () => listAllTools({ ...target, listTools }, options));
      const found = (await tools()).get(name);
      if (found) return found;
      connection.tools = undefined;
      return (await tools()).get(name);
    },
    callTool: async (call, options) => {
      try {
        return await request("tools/call", call, options);
      } catch (error) {
        // For the agent to read and to tell the person; most clients keep a protocol error to themselves.
        if (error instanceof RpcError && (error.data as Fields | undefined)?.rule === "connection") {
          return { content: [{ type: "text", text: error.message }], isError: true };
        }
        throw error;
      }
    },
    close: async () => release(),
  };
  const more = {
    listResources: optional("resources", "resources/list"),
    listResourceTemplates: optional("resources", "resources/templates/list"),
    readResource: optional("resources", "resources/read"),
    listPrompts: optional("prompts", "prompts/list"),
    getPrompt: optional("prompts", "prompts/get"),
    complete: optional("completions", "completion/complete"),
    ...(caller && {
      subscribeResource: optional("resources", "resources/subscribe"),
      unsubscribeResource: optional("resources", "resources/unsubscribe"),
      setLogLevel: optional("logging", "logging/setLevel"),
    }),
  };
  for (const [name, ask] of Object.entries(more)) if (ask) Object.assign(target, { [name]: ask });
  return target;
}

/** What the engine passes on of what a server can do. */
function relayed(upstream: Fields): Fields {
  const { tools, resources, prompts, completions } = upstream;
  return {
    tools: tools ? { listChanged: false } : {},
    ...(resources !== undefined && { resources: {} }),
    ...(prompts !== undefined && { prompts: {} }),
    ...(completions !== undefined && { completions: {} }),
  };
}

/** The same for a caller that can be told things in between. */
function relayedInSession(upstream: Fields): Fields {
  const { tools, resources, prompts, logging } = upstream;
  return {
    ...relayed(upstream),
    tools: tools ?? {},
    ...(resources !== undefined && { resources }),
    ...(prompts !== undefined && { prompts }),
    ...(logging !== undefined && { logging }),
  };
}

/** Parameters without what belongs to the caller's own connection: its progress token and its revision's fields. */
function withoutOurs(params: Fields): Fields {
  const { _meta: meta, ...rest } = params;
  if (typeof meta !== "object" || meta === null) return rest;
  const kept = Object.entries(meta).filter(
    ([name]) => name !== "progressToken" && !name.startsWith("io.modelcontextprotocol/"),
  );
  return kept.length > 0 ? { ...rest, _meta: Object.fromEntries(kept) } : rest;
}

/** What a round trip adds to a request, in a revision that has them. */
function inRoundTrip({ capabilities, ...rest }: RoundTrip): Fields {
  return { ...rest, _meta: { [CLIENT_CAPABILITIES_META_KEY]: capabilities } };
}

function merged(params: Fields, round: Fields | undefined): Fields {
  if (!round) return params;
  return { ...params, ...round, _meta: { ...(params._meta as Fields), ...(round._meta as Fields) } };
}

function isTool(tool: unknown): boolean {
  return typeof tool === "object" && tool !== null && typeof (tool as Fields).name === "string";
}

/** Whether a server does not know the session any more. */
function isGone(error: unknown): boolean {
  return error instanceof SdkHttpError && error.status === 404;
}
