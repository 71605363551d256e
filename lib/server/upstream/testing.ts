import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { PatchbayError } from "../errors";
import { createLogger } from "../process/log";
import type { CallerOptions } from "./klavis/call";

export type SeenRequest = {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds, on the clock of `performance.now()`. */
  at: number;
};

export type TestServer = { url: string; seen: SeenRequest[]; [Symbol.asyncDispose](): Promise<void> };

/** A real HTTP server on loopback for tests; `answer` gets the number of the request, from 0. */
export async function startServer(
  answer: (response: ServerResponse, index: number, request: SeenRequest) => void,
): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const at = performance.now();
    const { method = "", url: path = "", headers } = request;
    const entry = { method, path, headers, body: await text(request), at };
    answer(response, seen.push(entry) - 1, entry);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Ends an answer with a JSON body. */
export function answerJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

export const CANARY_KEY = "klv_canary_5e1f0c9a77d24b";

/** Options for an upstream of a test: short waits, and every line of its log kept. */
export function testOptions(baseUrl: string): CallerOptions & { lines: string[] } {
  const lines: string[] = [];
  return {
    id: "us",
    baseUrl,
    apiKey: CANARY_KEY,
    fetch: (request) => fetch(request),
    timeout: 2_000,
    patience: 2_000,
    backoff: 5,
    log: createLogger("debug", { write: (line) => void lines.push(line) }),
    lines,
  };
}

/** The failure that a call ends with; a call that succeeds, or fails in another way, fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<PatchbayError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof PatchbayError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}
