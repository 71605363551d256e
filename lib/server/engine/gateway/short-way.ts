import { randomUUID } from "node:crypto";
import { isTraced } from "../../telemetry/traced";
import type { EngineContext } from "../context";
import { restoreMarks } from "../exact-numbers";
import { FIXED_HEADERS } from "../fixed-headers";
import { answerPlainCall, plainCall } from "./answer-call";
import { showsToken } from "./caller-token";
import { findAddress } from "./find-address";
import { ownHosts } from "./guard";
import { openTarget } from "./open-target";
import { readMessage } from "./readable";

/** A request as a Node server has it, its body read. */
export type WholeRequest = {
  method: string;
  /** Path and query. */
  url: string;
  header(name: string): string | undefined;
  text: string;
  /** Aborted when the caller no longer waits. */
  signal: AbortSignal;
};

export type WholeAnswer = { status: number; headers: Record<string, string>; text: string };

export type AnswerShortly = (request: WholeRequest) => Promise<WholeAnswer | undefined>;

/** An instance's address as it was given out, over Streamable HTTP. */
const ADDRESS = /^\/engine\/mcp\/([\w-]+)\/([\w.-]+?)(?:\/mcp)?$/;

/**
 * Calls of tools, past the web's requests and the routes: by the same rules, of which none is broken. Undefined for
 * whatever is not plainly such a call or would be refused, for pages of other origins, and where requests are traced: the
 * routes answer that.
 */
export function createShortWay(context: EngineContext): AnswerShortly {
  const { log } = context;
  const isOwn = ownHosts(context);
  return async ({ method, url, header, text, signal }) => {
    const [, id, key] = ADDRESS.exec(url) ?? [];
    if (!id || !key || isTraced() || header("origin") !== undefined || !isOwn(header("host") ?? "")) {
      return undefined;
    }
    if (header("mcp-session-id") !== undefined) return undefined;
    const read = readMessage(text);
    if ("refusal" in read) return undefined;
    const headers = { get: (name: string) => header(name) ?? null };
    const call = plainCall({ method, headers, signal }, read.body);
    if (!call) return undefined;
    const { instance } = (await findAddress(context, id, key)) ?? {};
    if (!instance || !showsToken(instance, header("authorization"))) return undefined;
    const requestId = randomUUID();
    const open = () => openTarget(context, instance);
    const answered = await answerPlainCall(call, signal, { open, requestId, log });
    if (!answered?.message) return undefined;
    return {
      status: answered.status,
      headers: { ...FIXED_HEADERS, "Content-Type": "application/json", "X-Request-Id": requestId },
      text: restoreMarks(JSON.stringify(answered.message)),
    };
  };
}
