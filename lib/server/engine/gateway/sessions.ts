import {
  type InitializeRequest,
  isInitializeRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { randomToken } from "../../cipher";
import { answerForm } from "./accept";
import { createCaller, type SessionCaller } from "./caller";
import { rpcError } from "./guard";
import { createSessionEvents } from "./session-events";
import type { SessionRelay } from "./session-relay";
import { BODY_LIMIT } from "./stateless";
import { untilRead } from "./until-read";
import { isSamePlace, type Place, type Watch } from "./watch";

/** Milliseconds without a request or an open stream after which a session is over. */
const IDLE = 30 * 60_000;
const SWEEP_EVERY = 60_000;

/** Sessions that are open in this process, of one instance and in all: beyond that, the one that was idle longest ends. */
const OF_AN_INSTANCE = 64;
const AT_MOST = 5_000;

type Session<State> = {
  transport: WebStandardStreamableHTTPServerTransport;
  server: Server;
  place: Place;
  state: State;
  usedAt: number;
  /** Answers that are still being read. */
  streams: number;
};

type CreateServer<State> = (first: State, caller: SessionCaller, state: () => State) => Promise<Server>;

/**
 * The sessions of clients that speak a revision of 2025 over Streamable HTTP: what stands behind them may ask and tell
 * their client things in between. `State` is what a session works with, set anew by each request.
 */
export function createSessions<State>(
  createServer: CreateServer<State>,
  relay: SessionRelay,
  watch: Watch,
  onerror: (error: Error) => void,
) {
  const sessions = new Map<string, Session<State>>();

  async function end(id: string): Promise<void> {
    const session = sessions.get(id);
    if (!session) return;
    sessions.delete(id);
    relay.disown(id);
    watch.remove(id);
    await session.server.close();
  }

  async function makeRoom(instanceId: string): Promise<void> {
    const byUse = [...sessions].sort(([, a], [, b]) => a.streams - b.streams || a.usedAt - b.usedAt);
    const own = byUse.filter(([, session]) => session.place.instance.id === instanceId);
    const [full] = own.length >= OF_AN_INSTANCE ? own : byUse.length >= AT_MOST ? byUse : [];
    if (full) await end(full[0]);
  }

  const sweep = setInterval(() => {
    const before = Date.now() - IDLE;
    for (const [id, { streams, usedAt }] of sessions) {
      if (streams === 0 && usedAt < before) void end(id).catch(onerror);
    }
  }, SWEEP_EVERY);
  sweep.unref();

  /**
   * Answers a request that begins a session or belongs to one, at the very address at which that began. Undefined for what
   * does neither: it can be answered by itself.
   * @param body of the request, where it is JSON
   */
  async function answer(
    request: Request,
    body: unknown,
    place: Place,
    state: State,
  ): Promise<Response | undefined> {
    const id = request.headers.get("mcp-session-id");
    if (id === null) {
      const initialize = initializeOf(request, body);
      return initialize && begin(request, initialize, place, state);
    }
    const session = sessions.get(id);
    if (!session) return (await relay.ask(request, id, place.instance.id)) ?? noSession();
    if (!isSamePlace(session.place, place)) return noSession();
    session.state = state;
    return handle(id, request, body);
  }

  async function begin(
    request: Request,
    initialize: InitializeRequest,
    place: Place,
    state: State,
  ): Promise<Response> {
    const form = answerForm(request.headers.get("accept"));
    if (!form) return rpcError(406, "This server answers in application/json or text/event-stream.");
    await makeRoom(place.instance.id);
    const id = randomToken();
    const caller = createCaller(id, initialize.params.capabilities);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      enableJsonResponse: form === "json",
      eventStore: createSessionEvents(),
      maxRequestBodySize: BODY_LIMIT,
      onsessionclosed: () => end(id),
    });
    const session = { transport, place, state, usedAt: Date.now(), streams: 0 };
    const server = await createServer(state, caller, () => sessions.get(id)?.state ?? state);
    caller.attach(server);
    server.onerror = onerror;
    await server.connect(transport);
    // Known only once it is owned: one that ended before would stay owned, and watched.
    await relay.own(id, place.instance.id).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
    sessions.set(id, { ...session, server });
    watch.add(id, place, () => void end(id).catch(onerror));
    const response = await handle(id, request, initialize);
    if (!response.ok) await end(id);
    return response;
  }

  async function handle(id: string, request: Request, parsedBody?: unknown): Promise<Response> {
    const session = sessions.get(id);
    if (!session) return noSession();
    session.usedAt = Date.now();
    const headers = new Headers(request.headers);
    if (request.method === "POST") headers.set("accept", "application/json, text/event-stream");
    const body = parsedBody === undefined ? {} : { parsedBody };
    session.streams += 1;
    const done = () => {
      session.streams -= 1;
      session.usedAt = Date.now();
    };
    try {
      const response = await session.transport.handleRequest(new Request(request, { headers }), body);
      if (response.body) {
        const { status } = response;
        return new Response(untilRead(response.body, done), { status, headers: response.headers });
      }
      done();
      return response;
    } catch (error) {
      done();
      throw error;
    }
  }

  return { answer };
}

/** What a request says that begins a session; undefined for any other. */
function initializeOf({ method, headers }: Request, body: unknown): InitializeRequest | undefined {
  // Requests of 2026-07-28 name their method in a header, and begin no session.
  if (method !== "POST" || headers.has("mcp-method")) return undefined;
  return isInitializeRequest(body) ? body : undefined;
}

/** As the specification has it: a client that is told so begins another one. */
const noSession = () =>
  rpcError(404, "Session not found. It ended, or was never begun here: initialize anew.");
