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

/** What a Node server knows of a request before its body. */
export type RequestHead = {
  method: string;
  /** Path and query. */
  url: string;
  header(name: string): string | undefined;
};

/** The same with its body read. */
export type WholeRequest = RequestHead & {
  text: string;
  /** Aborted when the caller no longer waits. */
  signal: AbortSignal;
};

export type WholeAnswer = { status: number; headers: Record<string, string>; text: string };

export type ShortWay = {
  /** Whether its body is read at once: of what would be refused for its head, nothing is. */
  takes(head: RequestHead): boolean;
  /** Undefined where it goes the long way. */
  answer(request: WholeRequest): Promise<WholeAnswer | undefined>;
};

/** An instance's address as it was given out, over Streamable HTTP. */
const ADDRESS = /^\/engine\/mcp\/([\w-]+)\/([\w.-]+?)(?:\/mcp)?$/;

/** Bytes of a body that is read at once. What may take more is read as it comes. */
const READ_AT_ONCE = 1024 * 1024;

/**
 * Calls of tools, past the web's requests and the routes: by the same rules, of which none is broken. What is not plainly
 * such a call or would be refused, what pages of other origins send, and everything where requests are traced, is left to
 * the routes.
 */
export function createShortWay(context: EngineContext): ShortWay {
  const { log } = context;
  const isOwn = ownHosts(context);
  return {
    takes({ method, url, header }) {
      if (method !== "POST" || !ADDRESS.test(url) || isTraced() || !isOwn(header("host") ?? "")) return false;
      if (header("origin") !== undefined || header("mcp-session-id") !== undefined) return false;
      return Number(header("content-length")) <= READ_AT_ONCE;
    },
    async answer({ method, url, header, text, signal }) {
      const [, id, key] = ADDRESS.exec(url) ?? [];
      if (!id || !key) return undefined;
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
    },
  };
}
