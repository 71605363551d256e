import type { Server, ServerContext } from "@modelcontextprotocol/server";
import * as z from "zod/mini";
import type { Caller, Fields } from "../targets/port";

const anything = z.looseObject({});

/** Milliseconds that a caller, or the person before it, may take over an answer. */
const ANSWER = 10 * 60_000;

/** What targets may tell a caller of their own accord. Progress goes with its request, and anything else nowhere. */
const TOLD = new Set([
  "notifications/message",
  "notifications/tools/list_changed",
  "notifications/resources/list_changed",
  "notifications/resources/updated",
  "notifications/prompts/list_changed",
  "notifications/elicitation/complete",
]);

/**
 * Whoever holds a session with the engine, as a target sees it. A target's requests go out with the request of the
 * caller's that is being answered, if there is one: many clients read no other stream. Of several, with the latest.
 */
export type SessionCaller = Caller & {
  /** Says which server the caller is connected to. */
  attach(server: Server): void;
  /** Answers one of the caller's requests. */
  during<T>(context: ServerContext, answer: () => Promise<T>): Promise<T>;
};

export function createCaller(id: string, capabilities: Fields): SessionCaller {
  let server: Server | undefined;
  const answering: ServerContext[] = [];
  return {
    id,
    capabilities,
    attach: (attached) => {
      server = attached;
    },
    async during(context, answer) {
      answering.push(context);
      try {
        return await answer();
      } finally {
        answering.splice(answering.indexOf(context), 1);
      }
    },
    async request(method, params, signal) {
      const options = { timeout: ANSWER, ...(signal && { signal }) };
      const request = { method, params };
      const latest = answering.at(-1);
      if (latest) return latest.mcpReq.send(request, anything, options);
      if (!server) throw new Error("the caller is not connected yet");
      return server.request(request, anything, options);
    },
    notify(method, params) {
      if (!TOLD.has(method)) return;
      const sent =
        answering.at(-1)?.mcpReq.notify({ method, params }) ?? server?.notification({ method, params });
      // Whoever has closed the stream meanwhile is told nothing.
      sent?.catch(() => undefined);
    },
  };
}
