import {
  isInitializeRequest,
  type JSONRPCMessage,
  parseJSONRPCMessage,
  type Server,
} from "@modelcontextprotocol/server";
import { randomToken } from "../../cipher";
import { createCaller, type SessionCaller } from "./caller";
import { rpcError } from "./guard";
import type { SessionRelay } from "./session-relay";
import { SseTransport } from "./sse-transport";
import { isSamePlace, type Place, type Watch } from "./watch";

/** A client has one or two streams; more are opened by one that loses them. */
const STREAMS_AT_MOST = 64;

type Stream<State> = {
  transport: SseTransport;
  place: Place;
  state: State;
  /** Connected by its first message, which says what its client can be asked. */
  connected?: Promise<Server>;
};

/**
 * The streams of HTTP+SSE that are open in this process, each of one instance. `State` is what a stream's server works with,
 * set anew by each message that comes in.
 */
export function createSseStreams<State>(
  createServer: (first: State, caller: SessionCaller, state: () => State) => Promise<Server>,
  relay: SessionRelay,
  watch: Watch,
) {
  const streams = new Map<string, Stream<State>>();

  /** Opens a stream whose messages are posted to `path` with its session's id. */
  async function open(request: Request, place: Place, first: State): Promise<Response> {
    const { id: instanceId } = place.instance;
    const open = [...streams.values()].filter((stream) => stream.place.instance.id === instanceId).length;
    if (open >= STREAMS_AT_MOST) {
      return rpcError(429, `This server has ${STREAMS_AT_MOST} streams open. Close some of them first.`);
    }
    const sessionId = randomToken();
    const endpoint = `${new URL(request.url).pathname}?sessionId=${sessionId}`;
    const transport = new SseTransport(sessionId, endpoint);
    streams.set(sessionId, { transport, place, state: first });
    await relay.own(sessionId, instanceId).catch((error: unknown) => {
      streams.delete(sessionId);
      throw error;
    });
    const close = () => void transport.close();
    watch.add(sessionId, place, close);
    transport.onclose = () => {
      streams.delete(sessionId);
      relay.disown(sessionId);
      watch.remove(sessionId);
      request.signal.removeEventListener("abort", close);
    };
    if (request.signal.aborted) close();
    else request.signal.addEventListener("abort", close, { once: true });
    return new Response(transport.stream, {
      headers: {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-cache, no-transform",
        "X-Accel-Buffering": "no",
      },
    });
  }

  /** Hands a message to the stream of that session; only an instance's own sessions are known at its address. */
  async function receive(request: Request, place: Place, sessionId: string, state: State): Promise<Response> {
    const stream = streams.get(sessionId);
    if (!stream) return (await relay.ask(request, sessionId, place.instance.id)) ?? noStream();
    if (!isSamePlace(stream.place, place)) return noStream();
    const text = await request.text();
    let message: ReturnType<typeof parseJSONRPCMessage>;
    try {
      message = parseJSONRPCMessage(JSON.parse(text));
    } catch {
      return rpcError(400, "This is no JSON-RPC message.");
    }
    stream.state = state;
    stream.connected ??= connect(sessionId, stream, message);
    await stream.connected;
    stream.transport.receive(message);
    return new Response("Accepted", { status: 202 });
  }

  async function connect(id: string, stream: Stream<State>, first: JSONRPCMessage): Promise<Server> {
    const { transport } = stream;
    try {
      const caller = createCaller(id, isInitializeRequest(first) ? first.params.capabilities : {});
      const server = await createServer(stream.state, caller, () => stream.state);
      caller.attach(server);
      await server.connect(transport);
      // Its client may have gone while what stands behind it was opened.
      if (!streams.has(id)) await server.close();
      return server;
    } catch (error) {
      await transport.close();
      throw error;
    }
  }

  return { open, receive };
}

const noStream = () => rpcError(404, "No stream is open under this session. Open one by GET first.");
