import { EventEmitter } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { DispatcherOf } from "./dispatchers";
import { EgressError } from "./egress-error";
import { explainFailure } from "./failure";
import type { Limits } from "./limits";

/** Bytes of a body that are read and thrown away, so that its connection can be used again. */
const DISCARDED_AT_MOST = 64 * 1024;

type Post = {
  /** By names in lower case. */
  headers: Record<string, string>;
  body: string;
  limits: Pick<Limits, "headers" | "idle" | "bytes">;
};

export type Posted = {
  status: number;
  headers: IncomingHttpHeaders;
  /** What comes, piece by piece, bounded. @throws EgressError */
  body: AsyncIterable<Buffer>;
  /** Reads the body to its end for nobody, if that is near. */
  discard(): Promise<void>;
};

/** @param stop called with what aborts the request, however far it is */
export type GuardedPost = (url: URL, post: Post, stop?: (abort: () => void) => void) => Promise<Posted>;

/**
 * A POST under the rules of the guarded fetch and over the same connections, for whoever makes many: without the objects
 * of the web's fetch, which cost more than the request. A redirect is answered as it came.
 */
export function createGuardedPost(dispatcherOf: DispatcherOf): GuardedPost {
  return async (url, { headers, body, limits }, stop) => {
    // Cheaper than an AbortSignal, and as good to undici.
    const ending = new EventEmitter();
    let reason: unknown;
    const end = (why: unknown) => {
      reason ??= why;
      ending.emit("abort");
    };
    stop?.(() => end(new DOMException("This request was aborted", "AbortError")));
    const late = () => end(new EgressError("timed-out", "The answer took too long to arrive."));
    const timer = setTimeout(late, limits.headers);
    const explain = (error: unknown) => explainFailure(reason ?? error, url.host);
    try {
      const answer = await dispatcherOf(url).request({
        ...{ origin: url.origin, path: url.pathname + url.search, method: "POST", body, signal: ending },
        headers: { ...headers, "accept-encoding": "gzip, deflate, br" },
      });
      // What happens to a body that nobody reads by then is told to nobody, and must not end the process.
      answer.body.on("error", () => undefined);
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: bounded(unpacked(answer.body, answer.headers), limits, { end, explain }),
        discard: () => answer.body.dump({ limit: DISCARDED_AT_MOST }).catch(() => undefined),
      };
    } catch (error) {
      throw explain(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The whole of a body as a text. */
export async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const UNPACK = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function unpacked(body: Readable, headers: IncomingHttpHeaders): Readable {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity") return body;
  const unpack = Object.hasOwn(UNPACK, encoding) ? UNPACK[encoding as keyof typeof UNPACK]() : undefined;
  if (!unpack) {
    body.destroy();
    throw new EgressError(
      "unreachable",
      `The answer is packed as ${encoding.slice(0, 40)}, which is unknown here.`,
    );
  }
  body.once("error", (error) => unpack.destroy(error));
  unpack.once("close", () => body.destroy());
  return body.pipe(unpack);
}

type Ending = { end(why: unknown): void; explain(error: unknown): unknown };

async function* bounded(body: Readable, { idle, bytes }: Post["limits"], { end, explain }: Ending) {
  let size = 0;
  const stopped = () => end(new EgressError("timed-out", "The answer stopped in the middle."));
  const timer = setTimeout(stopped, idle);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      timer.refresh();
      size += chunk.byteLength;
      if (size > bytes) throw new EgressError("too-large", `The answer is longer than ${bytes} bytes.`);
      yield chunk;
    }
  } catch (error) {
    throw explain(error);
  } finally {
    clearTimeout(timer);
  }
}
