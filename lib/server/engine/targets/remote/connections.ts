import {
  Client,
  type ClientContext,
  type FetchLike,
  type JSONRPCRequest,
  type Result,
  SSEClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import * as z from "zod/mini";
import type { GuardedPost } from "../../../egress/guarded-post";
import type { Caller, Fields, Tool } from "../port";
import type { Authorized } from "./authorized-fetch";
import { Wire } from "./wire";

/** Milliseconds that a connection is kept without being used, and a list of tools without being asked for anew. */
const IDLE = 60_000;
const LIST = 30_000;

const HANDSHAKE = 30_000;
const RECONNECT = {
  initialReconnectionDelay: 1000,
  maxReconnectionDelay: 30_000,
  reconnectionDelayGrowFactor: 2,
  maxRetries: 2,
};

export type Connection = {
  client: Client;
  /** The tools as they were listed, and until when that counts. */
  tools?: { list: Promise<ReadonlyMap<string, Tool>>; until: number } | undefined;
  /** Whether something went wrong with it, so that nobody takes it again. */
  broken: boolean;
};

type Place = {
  key: string;
  url: URL;
  transport: "SSE" | "StreamableHttp";
  fetch: FetchLike;
  post: GuardedPost;
  authorized: Authorized;
  /** For whose session alone it is. */
  caller?: Caller | undefined;
};

type Kept = { connection: Promise<Connection>; users: number; timer?: NodeJS.Timeout };

/**
 * Connections to MCP servers, each for one instance and never for another, kept for a while after their last use: a
 * handshake for each call would cost more than the call. `key` changes with whatever the connection depends on. One that
 * is a session's is over with it.
 */
export function createConnections() {
  const kept = new Map<string, Kept>();

  function drop(key: string, entry: Kept): void {
    if (kept.get(key) === entry) kept.delete(key);
    clearTimeout(entry.timer);
    void entry.connection.then(({ client }) => client.close()).catch(() => undefined);
  }

  /** Takes a connection; `release` is called once by whoever took it. */
  async function take({ key, ...place }: Place): Promise<{ connection: Connection; release(): void }> {
    const entry = kept.get(key) ?? { connection: connect(place), users: 0 };
    kept.set(key, entry);
    clearTimeout(entry.timer);
    entry.users += 1;
    const release = () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      if (place.caller) return drop(key, entry);
      entry.timer = setTimeout(() => drop(key, entry), IDLE);
      entry.timer.unref();
    };
    try {
      const connection = await entry.connection;
      if (!connection.broken) return { connection, release };
    } catch (error) {
      entry.users -= 1;
      drop(key, entry);
      throw error;
    }
    entry.users -= 1;
    drop(key, entry);
    return take({ key, ...place });
  }

  return { take };
}

const fieldsSchema = z.record(z.string(), z.unknown());

/** What servers ask of their clients, by the capability under which a client says that it answers. */
const ASKED = {
  elicitation: "elicitation/create",
  sampling: "sampling/createMessage",
  roots: "roots/list",
} as const;
type Askable = keyof typeof ASKED;

type Handler = (request: JSONRPCRequest, context: ClientContext) => Promise<Result>;

/** Keeps what a caller answers as it came, where the SDK would drop the fields that it does not know. */
class RelayClient extends Client {
  protected override _wrapHandler(_method: string, handler: Handler): Handler {
    return handler;
  }
}

async function connect({ url, transport, caller, ...way }: Omit<Place, "key">): Promise<Connection> {
  const askable = (Object.keys(ASKED) as Askable[]).filter((name) => name in (caller?.capabilities ?? {}));
  const client = new RelayClient(
    { name: "patchbay", title: "Patchbay", version: "1.0.0" },
    {
      // Never more than the caller can be asked, and of roots nothing about their changes, which are not passed on.
      capabilities: Object.fromEntries(
        askable.map((name) => [name, name === "roots" ? {} : caller?.capabilities[name]]),
      ),
      versionNegotiation: { mode: "auto" },
    },
  );
  const connection: Connection = { client, broken: false };
  for (const method of askable.map((name) => ASKED[name])) {
    client.setRequestHandler(method, { params: fieldsSchema }, async (params, { mcpReq }) => {
      const answer = caller?.request(method, params as Fields, mcpReq.signal);
      return answer as Promise<never>;
    });
  }
  client.fallbackNotificationHandler = async ({ method, params = {} }) => {
    if (method === "notifications/tools/list_changed") connection.tools = undefined;
    caller?.notify(method, params);
  };
  client.onclose = () => {
    connection.broken = true;
  };
  // What is wrong with a request is told to whoever made it.
  client.onerror = () => undefined;
  const wire: Transport =
    transport === "SSE"
      ? new SSEClientTransport(url, { fetch: way.fetch })
      : new Wire(url, { ...way, reconnectionOptions: RECONNECT });
  await client.connect(wire, { timeout: HANDSHAKE });
  deliverInOrder(wire);
  return connection;
}

/** An answer waits for what was told before it: the SDK hands notifications on a moment later, and answers at once. */
function deliverInOrder(wire: Transport): void {
  const deliver = wire.onmessage;
  wire.onmessage = (message, extra) => {
    if ("method" in message) deliver?.(message, extra);
    else setImmediate(() => deliver?.(message, extra));
  };
}

/** The tools of a connection, listed at most so often. */
export function toolsOf(
  connection: Connection,
  list: () => Promise<Tool[]>,
): Promise<ReadonlyMap<string, Tool>> {
  if (connection.tools && connection.tools.until > Date.now()) return connection.tools.list;
  const listed = list().then((tools) => new Map(tools.map((tool) => [tool.name, tool])));
  connection.tools = { list: listed, until: Date.now() + LIST };
  listed.catch(() => {
    connection.tools = undefined;
  });
  return listed;
}
