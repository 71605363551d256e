import { roundedNumberIn } from "@/lib/contracts/number";
import { isTooDeep } from "@/lib/contracts/text";
import { PatchbayError } from "../errors";

/** Bytes; enough for every request that does not say otherwise. */
export const BODY_LIMIT = 64 * 1024;

/** More of a number is not repeated. */
const TOLD = 40;

/** Milliseconds: between two pieces of a body, and for the whole of it. */
const IDLE_TIMEOUT = 10_000;
const WHOLE_TIMEOUT = 30_000;

/**
 * The request's JSON. The limit holds while reading, whatever `Content-Length` says.
 * @throws PatchbayError `too-large` or `invalid`
 */
export async function readJson(
  request: Request,
  limit?: number,
  types: readonly string[] = ["application/json"],
): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (!type || !types.includes(type)) throw refused(`Send the request as ${types[0]}.`);
  const text = await readText(request, limit);
  if (isTooDeep(text)) throw refused("The request is nested too deep.");
  const value = parseText(text);
  const number = roundedNumberIn(text)?.slice(0, TOLD);
  if (number !== undefined) throw refused(`${number} cannot be kept with all its digits. Send it as a text.`);
  return value;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("The request is not well-formed JSON.");
  }
}

/** The request's body. The limit and the time-outs hold while reading. @throws PatchbayError `too-large` or `invalid` */
export async function readText(request: Request, limit = BODY_LIMIT): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  if (!request.body) return "";
  const reader = request.body.getReader();
  let late = false;
  const giveUp = () => {
    late = true;
    void reader.cancel("timeout");
  };
  const whole = setTimeout(giveUp, WHOLE_TIMEOUT);
  let idle = setTimeout(giveUp, IDLE_TIMEOUT);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(idle);
      idle = setTimeout(giveUp, IDLE_TIMEOUT);
      size += read.value.byteLength;
      if (size > limit) {
        await reader.cancel();
        throw tooLarge(limit);
      }
      chunks.push(read.value);
    }
  } finally {
    clearTimeout(whole);
    clearTimeout(idle);
  }
  if (late) throw refused("The request took too long to arrive. Send it again.");
  return decode(Buffer.concat(chunks));
}

/** Bytes that are no UTF-8 are refused, since what stood in for them would make one text of many. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("The request is not UTF-8.");
  }
}

function tooLarge(limit: number): PatchbayError {
  return new PatchbayError("too-large", `A request may have ${limit / 1024} KiB at the most.`);
}

function refused(message: string): PatchbayError {
  return new PatchbayError("invalid", message);
}
