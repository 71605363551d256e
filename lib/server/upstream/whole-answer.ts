/** Takes a request to an upstream: over the network, or in process. */
export type UpstreamFetch = (request: Request) => Response | Promise<Response>;

/** An answer whose body has been read to its end. */
export type WholeAnswer = { status: number; headers: Headers; text: string };

/** The answer was longer than the console is willing to read. */
export class TooLongAnswerError extends Error {
  override name = "TooLongAnswerError";
  /** @param limit bytes */
  constructor(readonly limit: number) {
    super(`the answer is longer than ${limit} bytes`);
  }
}

/** The upstream answered, and not with what was asked for. */
export class StatusError extends Error {
  override name = "StatusError";
  constructor(readonly answer: WholeAnswer) {
    super(`HTTP ${answer.status}`);
  }
}

/** The answer was not there, with its body, in time. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
  constructor() {
    super("timed out");
  }
}

type Bounds = {
  /** Milliseconds, the body included. */
  timeout: number;
  /** Bytes. */
  limit: number;
  /** Of whoever waits for it. */
  signal: AbortSignal | undefined;
};

/**
 * Fetches with the body read to its end, so that the time-out holds for the body too, and a connection that breaks
 * half-way through it fails like one that never answered.
 *
 * Reading stops at the limit, whatever `Content-Length` claims and after decompression. Of an answer that is none of
 * success the status is what counts, so one that is too long is taken without its body.
 * @throws StatusError, TimeoutError, TooLongAnswerError, the signal's reason, and whatever `fetch` throws
 */
export function fetchWholeAnswer(
  fetch: UpstreamFetch,
  url: string,
  init: RequestInit,
  { timeout, limit, signal }: Bounds,
): Promise<WholeAnswer> {
  const ending = new AbortController();
  return new Promise((resolve, reject) => {
    const request = new Request(url, { ...init, signal: ending.signal });
    // Whoever fetches is told, and is not relied upon to hear it.
    const end = (reason: unknown) => {
      ending.abort(reason);
      reject(reason);
    };
    const timer = setTimeout(() => end(new TimeoutError()), timeout);
    const giveUp = () => end(signal?.reason);
    signal?.addEventListener("abort", giveUp);
    readAnswer(fetch, request, limit)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
      });
  });
}

async function readAnswer(fetch: UpstreamFetch, request: Request, limit: number): Promise<WholeAnswer> {
  const response = await fetch(request);
  const { ok, status, headers } = response;
  const body = await readUpTo(limit, response.body);
  if (body === undefined && ok) throw new TooLongAnswerError(limit);
  const answer = { status, headers, text: body ? new TextDecoder().decode(body) : "" };
  if (!ok) throw new StatusError(answer);
  return answer;
}

/** The stream's bytes; undefined where there are more than `limit`, and then the rest is not asked for. */
async function readUpTo(
  limit: number,
  stream: ReadableStream<Uint8Array> | null,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > limit) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}
