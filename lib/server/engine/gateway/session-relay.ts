import { randomUUID } from "node:crypto";
import type { EngineContext, Vault } from "../context";
import {
  type AnswerPart,
  addPart,
  endRequest,
  findOwner,
  forgetSession,
  keepSession,
  keepSessionsAlive,
  type RelayedRequest,
  readParts,
  relayRequest,
  takeRequests,
  withdrawRequest,
} from "../store/gateway-sessions";

/**
 * Milliseconds between two looks at the database, for requests as for answers; of an idle stream, at most so many. While
 * signals say when to look, they are for what a signal missed.
 */
const LOOK_EVERY = 100;
const LOOK_AT_LEAST_EVERY = 500;
const LOOK_WHILE_HEARD = 2_000;
const ALIVE_EVERY = 10_000;

/** Milliseconds until an owner that takes no request is taken for dead. */
const TAKEN_WITHIN = 5_000;

type Needs = Pick<EngineContext, "db" | "cipher" | "log" | "shared" | "signals">;

/**
 * Sessions where several processes work with one database: each lives in the process that began it, and a request that
 * lands elsewhere reaches its owner as a row, as the answer comes back as rows. No process has to know how another is
 * reached.
 */
export type SessionRelay = {
  /** From now on, requests of this session are for this process. */
  own(id: string, instanceId: string): Promise<void>;
  disown(id: string): void;
  /** The answer of the process that owns a session; undefined where none is alive that does. */
  ask(request: Request, id: string, instanceId: string): Promise<Response | undefined>;
};

/**
 * @param answer as this process answers what reaches it by itself
 * @param whileHeard milliseconds between two looks while signals are heard
 */
export function createSessionRelay(
  { db, cipher, log, shared, signals }: Needs,
  answer: (request: Request) => Promise<Response>,
  whileHeard = LOOK_WHILE_HEARD,
): SessionRelay {
  const vault = { db, cipher };
  const self = randomUUID();
  const owned = new Set<string>();
  let clocks: NodeJS.Timeout[] = [];
  const failed = (error: unknown) => log.warn({ err: error }, "sessions could not be kept in the database");

  const bells = new Map<string, Bell>();
  const isHeard = () => signals?.isHeard() ?? false;
  const send = (topic: string) => void signals?.send(topic).catch(failed);
  let listens = false;
  /** Only who has to do with sessions listens: it takes a connection. */
  function listen(): void {
    if (listens || !signals) return;
    listens = true;
    signals.listen((topic) => {
      if (topic === undefined) for (const bell of bells.values()) bell.ring();
      else bells.get(topic)?.ring();
      if (topic === undefined || topic === ofOwner(self)) void look();
    });
  }

  let [looking, again, lookedAt] = [false, false, 0];
  async function look(): Promise<void> {
    again = looking;
    if (looking || owned.size === 0) return;
    looking = true;
    try {
      lookedAt = Date.now();
      for (const { id, request } of await takeRequests(vault, self)) {
        answerInParts(id, request).catch(failed);
      }
    } catch (error) {
      failed(error);
    } finally {
      looking = false;
    }
    // What came meanwhile may not have been seen.
    if (again) await look();
  }
  const lookIfDue = () => {
    if (!isHeard() || Date.now() - lookedAt >= whileHeard) void look();
  };

  async function answerInParts(id: string, request: RelayedRequest | "unreadable"): Promise<void> {
    let position = 0;
    const controller = new AbortController();
    const add = async (part: AnswerPart) => {
      const isRead = await addPart(vault, id, position, part);
      send(ofAnswer(id));
      position += 1;
      if (!isRead) controller.abort();
      return isRead;
    };
    const asked = requestOf(request, controller.signal);
    const response = asked ? await answer(asked) : unreadable();
    const { status, body } = response;
    if (!(await add({ kind: "head", content: { status, headers: [...response.headers] } }))) return;
    const reader = body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      if (!(await add({ kind: "chunk", content: Buffer.from(read.value).toString("base64") }))) {
        await reader?.cancel();
        return;
      }
    }
    await add({ kind: "end" });
  }

  /** Looks after owned sessions, while there are any. */
  function keepClocks(): void {
    if (owned.size === 0) {
      for (const clock of clocks.splice(0)) clearInterval(clock);
      return;
    }
    if (clocks.length > 0) return;
    clocks = [
      setInterval(lookIfDue, LOOK_EVERY),
      setInterval(() => void keepSessionsAlive(db, self).catch(failed), ALIVE_EVERY),
    ];
    for (const clock of clocks) clock.unref();
  }

  return {
    async own(id, instanceId) {
      if (!shared) return;
      await keepSession(db, { id, instanceId, owner: self });
      owned.add(id);
      listen();
      keepClocks();
    },
    disown(id) {
      if (!owned.delete(id)) return;
      keepClocks();
      void forgetSession(db, id).catch(failed);
    },
    async ask(request, id, instanceId) {
      if (!shared) return undefined;
      const owner = await findOwner(db, id, instanceId);
      if (!owner || owner === self) return undefined;
      const { url, method } = request;
      const body = method === "POST" ? await request.text() : null;
      const relayed = { url, method, headers: [...request.headers] as [string, string][], body };
      listen();
      const requestId = await relayRequest(vault, owner, relayed);
      const topic = ofAnswer(requestId);
      const bell = createBell();
      bells.set(topic, bell);
      send(ofOwner(owner));
      const isAlive = async () => (await findOwner(db, id, instanceId)) === owner;
      const unread = new AbortController();
      const signal = AbortSignal.any([request.signal, unread.signal]);
      const rest = (pause: number) => bell.wait(isHeard() ? Math.max(whileHeard, pause) : pause);
      const over = () => void bells.delete(topic);
      const parts = partsOf(vault, requestId, { signal, isAlive, rest, over });
      signal.addEventListener("abort", () => bell.ring(), { once: true });
      const first = await parts.next();
      if (first.done || first.value.kind !== "head") {
        await forgetSession(db, id);
        return undefined;
      }
      const { status, headers } = first.value.content;
      if (hasBody(status))
        return new Response(
          bodyOf(parts, () => unread.abort()),
          { status, headers },
        );
      await parts.return();
      return new Response(null, { status, headers });
    },
  };
}

/** Undefined for one that cannot be read, or that is none: what no request can have, such as a method of two words. */
function requestOf(relayed: RelayedRequest | "unreadable", signal: AbortSignal): Request | undefined {
  if (relayed === "unreadable") return undefined;
  try {
    return new Request(relayed.url, { ...relayed, signal });
  } catch {
    return undefined;
  }
}

/** To a request whose row is damaged, or was sealed with another secret. */
function unreadable(): Response {
  const message = "What was passed on of this request cannot be read. Send it again.";
  return Response.json({ jsonrpc: "2.0", id: null, error: { code: -32603, message } }, { status: 500 });
}

const hasBody = (status: number) => ![204, 205, 304].includes(status);

const ofOwner = (owner: string) => `request for ${owner}`;
const ofAnswer = (requestId: string) => `answer to ${requestId}`;

type Bell = { ring(): void; wait(milliseconds: number): Promise<void> };

/** Ends a wait early; rung while nobody waits, it ends the next one. */
function createBell(): Bell {
  let [isRung, end]: [boolean, (() => void) | undefined] = [false, undefined];
  return {
    ring() {
      isRung = true;
      end?.();
    },
    async wait(milliseconds) {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      [isRung, end] = [false, undefined];
    },
  };
}

type Reading = {
  signal: AbortSignal;
  isAlive(): Promise<boolean>;
  /** Waits until there may be more. */
  rest(pause: number): Promise<void>;
  over(): void;
};

/** The parts of an answer as they come, to their end or that of their owner; none where it does not take the request. */
async function* partsOf(vault: Vault, id: string, { signal, isAlive, rest, over }: Reading) {
  let [heard, pause, started] = [Date.now(), LOOK_EVERY, false];
  try {
    while (!signal.aborted) {
      const parts = await readParts(vault, id);
      for (const part of parts) {
        started = true;
        if (part.kind === "end") return;
        yield part;
      }
      if (parts.length > 0) [heard, pause] = [Date.now(), LOOK_EVERY];
      else pause = Math.min(LOOK_AT_LEAST_EVERY, pause * 1.1);
      const silent = Date.now() - heard;
      if (!started && silent > TAKEN_WITHIN && (await withdrawRequest(vault.db, id))) return;
      if (silent > ALIVE_EVERY) {
        if (!(await isAlive())) return;
        heard = Date.now();
      }
      await rest(pause);
    }
  } finally {
    over();
    await endRequest(vault.db, id).catch(() => undefined);
  }
}

function bodyOf(parts: AsyncGenerator<AnswerPart, void>, cancel: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done || value.kind !== "chunk") return controller.close();
      controller.enqueue(Buffer.from(value.content, "base64"));
    },
    cancel,
  });
}
