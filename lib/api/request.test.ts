import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { request } from "./request";
import { RequestError } from "./request-error";

const answer = z.object({ name: z.string() });
let server: Server | undefined;

/** Serves the console's own paths from a real server, as a page's origin does for its relative addresses. */
async function serve(listener: RequestListener): Promise<void> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => real(new URL(path, origin), init));
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

async function failureOf(call: Promise<unknown>): Promise<RequestError> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof RequestError)) throw new Error("not refused as expected", { cause: thrown });
  return thrown;
}

afterEach(() => {
  vi.unstubAllGlobals();
  server?.closeAllConnections();
  server?.close();
});

describe("a request that is refused", () => {
  it("carries the server's whole problem", async () => {
    const problem = {
      type: "urn:patchbay:problem:upstream-rejected",
      title: "The upstream did not accept this",
      status: 422,
      detail: "Correct what is marked.",
      fields: { userId: ["Too short."] },
      retryAfter: 3,
      effect: "nothing-changed",
      requestId: "5b0c",
    };
    await serve(json(422, problem, { "content-type": "application/problem+json" }));
    const error = await failureOf(request("/api/instances", { method: "POST", body: {}, answer }));
    expect(error.problem).toEqual(problem);
    expect(error.code).toBe("upstream-rejected");
    expect(error.message).toBe("Correct what is marked.");
  });

  it("is `internal` where this page does not know the kind of problem", async () => {
    const problem = { type: "urn:patchbay:problem:new", title: "", status: 418, detail: "", requestId: "" };
    await serve(json(418, problem));
    expect((await failureOf(request("/api/x", { answer }))).code).toBe("internal");
  });
});

describe("an answer that is not the console's", () => {
  const page: RequestListener = (_request, response) => {
    response.writeHead(200, { "content-type": "text/html", "x-request-id": "5b0c" });
    response.end("<!doctype html><title>Gateway</title><p>canary-of-the-page");
  };

  it.each<[string, RequestListener, number]>([
    ["a page", page, 200],
    ["a page with an error", (_, response) => response.writeHead(502).end("<h1>Bad gateway</h1>"), 502],
    ["no body", (_, response) => response.writeHead(204).end(), 204],
    ["truncated JSON", (_, response) => response.end('{"name": "a'), 200],
    ["another shape", json(200, { title: "a" }), 200],
    ["null", json(200, null), 200],
    ["an error in another shape", json(500, { error: "relation user does not exist" }), 500],
  ])("%s is told as unreadable, without its words", async (_name, listener, status) => {
    await serve(listener);
    const { problem, code } = await failureOf(request("/api/x", { answer }));
    expect(code).toBe("internal");
    expect(problem).toMatchObject({ title: "The console's answer could not be read", status });
    expect(problem).not.toHaveProperty("effect");
    expect(JSON.stringify(problem)).not.toMatch(/canary|gateway|relation/i);
  });

  it("says after a change that it may have been made, and under which id", async () => {
    await serve(page);
    const { problem } = await failureOf(request("/api/x", { method: "POST", body: {}, answer }));
    expect(problem).toMatchObject({ effect: "maybe-changed", requestId: "5b0c" });
  });
});

describe("a connection that breaks", () => {
  it.each([
    ["GET", "nothing-changed"],
    ["POST", "maybe-changed"],
    ["PATCH", "maybe-changed"],
    ["DELETE", "maybe-changed"],
  ] as const)("before the answer, at %s: %s", async (method, effect) => {
    await serve((received) => received.socket.destroy());
    const { problem, code } = await failureOf(request("/api/x", { method, answer }));
    expect(code).toBe("internal");
    expect(problem).toMatchObject({ title: "The console cannot be reached", status: 0, effect });
  });

  it("says once that a change may have been made", async () => {
    await serve((received) => received.socket.destroy());
    const { message } = await failureOf(request("/api/x", { method: "POST", answer }));
    expect(message).toBe("The connection broke before an answer came. It may have been done all the same.");
  });

  it("says that nothing was done where there was no network to begin with", async () => {
    await serve((received) => received.socket.destroy());
    vi.stubGlobal("navigator", { onLine: false });
    const { problem, message } = await failureOf(request("/api/x", { method: "DELETE", answer }));
    expect(problem.effect).toBe("nothing-changed");
    expect(message).toBe("You are offline. Nothing was done.");
  });

  it("in the middle of the answer is told as unreadable", async () => {
    await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"name":', () => response.destroy());
    });
    const { problem } = await failureOf(request("/api/x", { method: "POST", body: {}, answer }));
    expect(problem).toMatchObject({ status: 200, effect: "maybe-changed" });
  });
});

describe("an abort by the caller", () => {
  it("before the answer is passed on as it is", async () => {
    const controller = new AbortController();
    await serve(() => controller.abort());
    const call = request("/api/x", { answer, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("in the middle of the answer is passed on as it is", async () => {
    const controller = new AbortController();
    await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"name":');
    });
    const served = globalThis.fetch;
    vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
      const response = await served(path, init);
      controller.abort();
      return response;
    });
    const call = request("/api/x", { answer, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a request that succeeds", () => {
  it("sends JSON, and answers what the schema names", async () => {
    const seen: unknown[] = [];
    await serve(async (received, response) => {
      const { method, url, headers } = received;
      seen.push({ method, url, type: headers["content-type"], body: await text(received) });
      json(201, { name: "a", secret: "b" })(received, response);
    });
    expect(await request("/api/x?y=1", { method: "PATCH", body: { z: 2 }, answer })).toEqual({ name: "a" });
    await request("/api/x", { answer });
    expect(seen).toEqual([
      { method: "PATCH", url: "/api/x?y=1", type: "application/json", body: '{"z":2}' },
      { method: "GET", url: "/api/x", type: undefined, body: "" },
    ]);
  });
});
