import { createMiddleware } from "hono/factory";
import { roundedNumberIn } from "@/lib/contracts/number";
import { isTooDeep } from "@/lib/contracts/text";
import type { EngineEnv } from "../context";
import { rpcError } from "./guard";

/** More of a number is not repeated. */
const TOLD = 40;

/**
 * Refuses a message that would not arrive as it was sent: nested so deep that whoever walks through it falls, or with a
 * number that JavaScript makes another one, so that a tool would work on another record.
 */
export const refuseUnreadable = createMiddleware<EngineEnv>(async (c, next) => {
  if (c.req.method !== "POST") return next();
  const read = readMessage(await c.req.raw.clone().text());
  if ("refusal" in read) return rpcError(400, read.refusal);
  c.set("body", read.body);
  return next();
});

/** What a text says, undefined where it is no JSON, which whoever answers then says; or why it is refused. */
export function readMessage(text: string): { body: unknown } | { refusal: string } {
  if (isTooDeep(text)) return { refusal: "The message is nested too deep." };
  const number = roundedNumberIn(text)?.slice(0, TOLD);
  if (number !== undefined) {
    return {
      refusal: `${number} cannot be passed on with all its digits. Send it as a text, if the tool takes one.`,
    };
  }
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { body: undefined };
  }
}
