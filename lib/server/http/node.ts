import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** Bytes from which an answer is worth compressing. */
const WORTH_COMPRESSING = 4096;
const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(problem\+)?json)/;

type Head = { method: string; url: string; header(name: string): string | undefined };
type Answer = { status: number; headers: Record<string, string>; text: string };

/** Answers some requests before they are made into those of the web, which costs more than some answers. */
type ShortWay = {
  /** Whether its body is read for it; judged by what came before the body. */
  takes(head: Head): boolean;
  /** Undefined to have it answered as any other. */
  answer(request: Head & { text: string; signal: AbortSignal }): Promise<Answer | undefined>;
};

/**
 * A fetch-shaped app as a listener of a Node server.
 * @param origin where the app is found; what a request says about that is for the app to check
 * @param shortWay asked first
 */
export function nodeListener(
  fetch: (request: Request) => Promise<Response>,
  origin: string,
  shortWay?: ShortWay,
): RequestListener {
  return async (incoming, outgoing) => {
    try {
      const left = new AbortController();
      outgoing.once("close", () => outgoing.writableFinished || left.abort());
      const { signal } = left;
      const head = headOf(incoming);
      const body = shortWay?.takes(head) ? await buffer(incoming) : undefined;
      const answer = body && (await shortWay?.answer({ ...head, text: body.toString("utf8"), signal }));
      if (answer) await sendText(answer, incoming, outgoing);
      else await send(await fetch(toRequest(incoming, { origin, signal, body })), incoming, outgoing);
    } catch {
      // The client has left, or the body ended in the middle: nobody is there to be told.
      outgoing.destroy();
    }
  };
}

function headOf({ method = "GET", url = "/", headers }: IncomingMessage): Head {
  return { method, url, header: (name) => headers[name]?.toString() };
}

/** What is long goes the way on which it is compressed. */
async function sendText(
  { status, headers, text }: Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (text.length >= WORTH_COMPRESSING) {
    return send(new Response(text, { status, headers }), incoming, outgoing);
  }
  outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(text) });
  outgoing.end(text);
}

type Around = { origin: string; signal: AbortSignal; body: Buffer | undefined };

function toRequest(incoming: IncomingMessage, { origin, signal, body }: Around): Request {
  const { method = "GET", url = "/", socket } = incoming;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headers)) {
    for (const value of Array.isArray(values) ? values : [values]) headers.append(name, value);
  }
  // As Next does for its own handlers: without a proxy's word, the client is whoever opened the connection.
  if (!headers.has("x-forwarded-for") && socket.remoteAddress) {
    headers.set("x-forwarded-for", socket.remoteAddress);
  }
  const bodiless = method === "GET" || method === "HEAD";
  return new Request(origin + url, {
    method,
    headers,
    signal,
    ...(body && { body: new Uint8Array(body) }),
    ...(!bodiless && !body && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
  });
}

async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  // What was refused before its body was read leaves a connection that serves no second request.
  if (!incoming.complete) outgoing.setHeader("connection", "close");
  outgoing.statusCode = response.status;

  if (!response.body || incoming.method === "HEAD") {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  const chunks = response.body.values();
  if (!isCompressible(response, incoming)) {
    // Whoever waits for a stream is to know that it has begun.
    outgoing.flushHeaders();
    await pipeline(chunks, outgoing);
    return;
  }
  outgoing.setHeader("vary", "accept-encoding");
  const first = await chunks.next();
  const second = first.done ? first : await chunks.next();
  if (second.done && (first.value?.byteLength ?? 0) < WORTH_COMPRESSING) {
    outgoing.end(first.value);
    return;
  }
  outgoing.removeHeader("content-length");
  outgoing.setHeader("content-encoding", "gzip");
  await pipeline(joined(first, second, chunks), createGzip(), outgoing);
}

type Chunks = AsyncIterableIterator<Uint8Array>;

async function* joined(first: IteratorResult<Uint8Array>, second: IteratorResult<Uint8Array>, rest: Chunks) {
  for (const { done, value } of [first, second]) if (!done) yield value;
  yield* rest;
}

function isCompressible({ headers }: Response, incoming: IncomingMessage): boolean {
  const taken = /\bgzip\b(?!;q=0(\.0*)?(,|$))/.test(String(incoming.headers["accept-encoding"] ?? ""));
  return taken && !headers.has("content-encoding") && COMPRESSIBLE.test(headers.get("content-type") ?? "");
}
