/** Takes a request to an upstream: over the network, or in process. */
export type UpstreamFetch = (request: Request) => Response | Promise<Response>;

/** The answer was longer than the console is willing to read. */
export class TooLongAnswerError extends Error {
  override name = "TooLongAnswerError";
  /** @param limit bytes */
  constructor(readonly limit: number) {
    super(`the answer is longer than ${limit} bytes`);
  }
}

/**
 * Fetches with the body read to its end, so that whoever limits the time of this call limits the body's time too, and
 * a connection that breaks half-way through the body fails like one that never answered.
 *
 * Reading stops at `limit` bytes, whatever `Content-Length` claims and after decompression. Of an error answer the
 * status is what counts, so one that is too long is passed on without its body.
 * @throws TooLongAnswerError, and whatever `fetch` throws
 */
export async function fetchWholeAnswer(
  fetch: UpstreamFetch,
  request: Request,
  limit: number,
): Promise<Response> {
  const response = await fetch(request);
  const { status, statusText, headers } = response;
  const body = await readUpTo(limit, response.body);
  if (body === undefined && response.ok) throw new TooLongAnswerError(limit);
  return new Response(body?.length ? body : null, { status, statusText, headers });
}

/** The stream's bytes; undefined where there are more than `limit`, and then the rest is not asked for. */
async function readUpTo(
  limit: number,
  stream: ReadableStream<Uint8Array> | null,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
