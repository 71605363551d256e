import { PatchbayError } from "../errors";

/** No request of the console needs more, in bytes. */
export const BODY_LIMIT = 64 * 1024;

/** A body that trickles in for longer than this, in milliseconds, is given up. */
const BODY_TIMEOUT = 10_000;

/**
 * The request's JSON. The limit holds while reading, whatever `Content-Length` says.
 * @throws PatchbayError `too-large` or `invalid`
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new PatchbayError("invalid", "Send the request as application/json.");
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new PatchbayError("invalid", "The request is not well-formed JSON.");
  }
}

/** The request's body. The limit and the time-out hold while reading. @throws PatchbayError `too-large` or `invalid` */
export async function readText(request: Request): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel("timeout");
  }, BODY_TIMEOUT);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.byteLength;
      if (size > BODY_LIMIT) {
        await reader.cancel();
        throw new PatchbayError("too-large", `A request may have ${BODY_LIMIT / 1024} KiB at the most.`);
      }
      chunks.push(read.value);
    }
  } finally {
    clearTimeout(timer);
  }
  if (late) {
    throw new PatchbayError("invalid", "The request took too long to arrive. Send it again.");
  }
  return Buffer.concat(chunks).toString("utf8");
}
