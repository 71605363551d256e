import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** Bytes from which an answer is worth compressing. */
const WORTH_COMPRESSING = 4096;
const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(problem\+)?json)/;

/** Bytes of a body that is read before anybody is asked for an answer. What takes more reads it as it comes. */
const READ_AT_ONCE = 1024 * 1024;

/** A request whose body was read, and what it may be answered with at once; undefined to have it answered as any other. */
type Answer = (request: {
  method: string;
  url: string;
  header(name: string): string | undefined;
  text: string;
  signal: AbortSignal;
}) => Promise<{ status: number; headers: Record<string, string>; text: string } | undefined>;

/**
 * A fetch-shaped app as a listener of a Node server.
 * @param origin where the app is found; what a request says about that is for the app to check
 * @param shortly asked first about what was posted, because a `Request` and a `Response` cost more than some answers
 */
export function nodeListener(
  fetch: (request: Request) => Promise<Response>,
  origin: string,
  shortly: Answer = async () => undefined,
): RequestListener {
  return async (incoming, outgoing) => {
    try {
      const left = new AbortController();
      outgoing.once("close", () => outgoing.writableFinished || left.abort());
      const { signal } = left;
      const body = await readAtOnce(incoming);
      const answer = body && (await shortly(wholeRequest(incoming, body, signal)));
      if (answer) await sendText(answer, incoming, outgoing);
      else await send(await fetch(toRequest(incoming, { origin, signal, body })), incoming, outgoing);
    } catch {
      // The client has left, or the body ended in the middle: nobody is there to be told.
      outgoing.destroy();
    }
  };
}

/** The body of what was posted, where it says how long it is, and that is not long. */
async function readAtOnce(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const length = Number(incoming.headers["content-length"]);
  if (incoming.method !== "POST" || !(length <= READ_AT_ONCE)) return undefined;
  return buffer(incoming);
}

function wholeRequest(incoming: IncomingMessage, body: Buffer, signal: AbortSignal): Parameters<Answer>[0] {
  const { method = "GET", url = "/", headers } = incoming;
  return {
    ...{ method, url, signal },
    header: (name) => headers[name]?.toString(),
    text: body.toString("utf8"),
  };
}

/** What is long goes the way on which it is compressed. */
async function sendText(
  { status, headers, text }: NonNullable<Awaited<ReturnType<Answer>>>,
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
