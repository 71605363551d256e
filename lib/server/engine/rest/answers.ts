import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ValidationError } from "@/lib/contracts/klavis/create-instance";
import type { Logger } from "../../process/log";
import type { EngineEnv } from "../context";

/** A request that does not fit its schema; answered as 422 with these under `detail`. */
export class InvalidRequest extends Error {
  override name = "InvalidRequest";
  constructor(readonly detail: ValidationError[]) {
    super("the request does not fit its schema");
  }
}

/** A refusal in the API's own form: a status and one sentence under `detail`. */
export function refusal(status: 400 | 403 | 404, message: string): HTTPException {
  return new HTTPException(status, { message });
}

export const unknownInstance = () => refusal(404, "Server instance not found");

/** No route answers here, in other words than where a route found no such thing. */
export function notFound(c: Context<EngineEnv>): Response {
  const detail = `Not Found: nothing answers at ${c.req.path}. /engine/openapi.json lists what does.`;
  return c.json({ detail }, 404);
}

/** Something answers here, to other methods (RFC 9110, 15.5.6). */
export function onlyMethods(methods: readonly string[]) {
  return (c: Context<EngineEnv>): Response =>
    c.json({ detail: "Method Not Allowed" }, 405, { Allow: methods.join(", ") });
}

/** Turns what a route threw into an answer. Only what nobody foresaw is logged, and none of it is told. */
export function answerFailure(log: Logger) {
  return (error: Error, c: Context<EngineEnv>): Response => {
    if (error instanceof InvalidRequest) return c.json({ detail: error.detail }, 422);
    if (error instanceof HTTPException && error.res) return error.res;
    if (error instanceof HTTPException) return c.json({ detail: error.message }, error.status);
    if (isBrokenOff(error)) return c.body(null, 499 as 400);
    log.error({ err: error, requestId: c.var.requestId, method: c.req.method }, "the engine failed");
    return c.json({ detail: "Internal Server Error" }, 500);
  };
}

/** Whoever asked has left in the middle of what they sent, as Node tells it: nobody is there to be answered. */
function isBrokenOff(error: Error): boolean {
  return error.message === "aborted" && (error as NodeJS.ErrnoException).code === "ECONNRESET";
}
