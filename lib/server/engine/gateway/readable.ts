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
  const text = await c.req.raw.clone().text();
  if (isTooDeep(text)) return rpcError(400, "The message is nested too deep.");
  c.set("body", parse(text));
  const number = roundedNumberIn(text)?.slice(0, TOLD);
  if (number === undefined) return next();
  return rpcError(
    400,
    `${number} cannot be passed on with all its digits. Send it as a text, if the tool takes one.`,
  );
});

/** Undefined for what is no JSON, which whoever answers then says. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
