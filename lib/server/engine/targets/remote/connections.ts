import {
  Client,
  type FetchLike,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import type { Tool } from "../port";

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

type Place = { key: string; url: URL; transport: "SSE" | "StreamableHttp"; fetch: FetchLike };

type Kept = { connection: Promise<Connection>; users: number; timer?: NodeJS.Timeout };

/**
 * Connections to MCP servers, each for one instance and never for another, kept for a while after their last use: a
 * handshake for each call would cost more than the call. `key` changes with whatever the connection depends on.
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

async function connect({ url, transport, fetch }: Omit<Place, "key">): Promise<Connection> {
  const client = new Client(
    { name: "patchbay", title: "Patchbay", version: "1.0.0" },
    { capabilities: {}, versionNegotiation: { mode: "auto" } },
  );
  const connection: Connection = { client, broken: false };
  client.onclose = () => {
    connection.broken = true;
  };
  // What is wrong with a request is told to whoever made it.
  client.onerror = () => undefined;
  const wire: Transport =
    transport === "SSE"
      ? new SSEClientTransport(url, { fetch })
      : new StreamableHTTPClientTransport(url, { fetch, reconnectionOptions: RECONNECT });
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
