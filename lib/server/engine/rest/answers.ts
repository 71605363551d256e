import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "../../process/log";
import type { EngineEnv } from "../context";
import { InvalidRequest } from "./validation";

/** A refusal in the API's own form: a status and one sentence under `detail`. */
export function refusal(status: 400 | 404, message: string): HTTPException {
  return new HTTPException(status, { message });
}

export const unknownInstance = () => refusal(404, "Server instance not found");

export function notFound(c: Context<EngineEnv>): Response {
  return c.json({ detail: "Not Found" }, 404);
}

/** Turns what a route threw into an answer. Only what nobody foresaw is logged, and none of it is told. */
export function answerFailure(log: Logger) {
  return (error: Error, c: Context<EngineEnv>): Response => {
    if (error instanceof InvalidRequest) return c.json({ detail: error.detail }, 422);
    if (error instanceof HTTPException) return c.json({ detail: error.message }, error.status);
    log.error({ err: error, requestId: c.var.requestId, method: c.req.method }, "the engine failed");
    return c.json({ detail: "Internal Server Error" }, 500);
  };
}
