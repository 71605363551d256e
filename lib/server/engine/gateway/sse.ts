import { parseJSONRPCMessage, type Server } from "@modelcontextprotocol/server";
import { randomToken } from "../../cipher";
import { rpcError } from "./guard";
import { SseTransport } from "./sse-transport";

/** A client has one or two streams; more are opened by one that loses them. */
const STREAMS_AT_MOST = 64;

type Stream<State> = { transport: SseTransport; instanceId: string; state: State };

/**
 * The open streams of HTTP+SSE, each of one instance and in this process. `State` is what a stream's server works with,
 * set anew by each message that comes in.
 */
export function createSseStreams<State>() {
  const streams = new Map<string, Stream<State>>();

  /** Opens a stream whose messages are posted to `path` with its session's id. */
  async function open(
    request: Request,
    instanceId: string,
    first: State,
    createServer: (state: () => State) => Promise<Server>,
  ): Promise<Response> {
    const open = [...streams.values()].filter((stream) => stream.instanceId === instanceId).length;
    if (open >= STREAMS_AT_MOST) {
      return rpcError(429, `This server has ${STREAMS_AT_MOST} streams open. Close some of them first.`);
    }
    const sessionId = randomToken();
    const endpoint = `${new URL(request.url).pathname}?sessionId=${sessionId}`;
    const stream = { transport: new SseTransport(sessionId, endpoint), instanceId, state: first };
    streams.set(sessionId, stream);
    const { transport } = stream;
    const close = () => void transport.close();
    try {
      const server = await createServer(() => stream.state);
      await server.connect(transport);
      const closeServer = transport.onclose;
      transport.onclose = () => {
        streams.delete(sessionId);
        request.signal.removeEventListener("abort", close);
        closeServer?.();
      };
    } catch (error) {
      streams.delete(sessionId);
      await transport.close();
      throw error;
    }
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
  async function receive(
    request: Request,
    instanceId: string,
    sessionId: string,
    state: State,
  ): Promise<Response> {
    const stream = streams.get(sessionId);
    if (stream?.instanceId !== instanceId) {
      return rpcError(404, "No stream is open under this session. Open one by GET first.");
    }
    const text = await request.text();
    let message: ReturnType<typeof parseJSONRPCMessage>;
    try {
      message = parseJSONRPCMessage(JSON.parse(text));
    } catch {
      return rpcError(400, "This is no JSON-RPC message.");
    }
    stream.state = state;
    stream.transport.receive(message);
    return new Response("Accepted", { status: 202 });
  }

  return { open, receive };
}
