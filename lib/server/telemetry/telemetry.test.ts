import { randomUUID } from "node:crypto";
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as callTool } from "@/app/api/instances/[id]/tools/route";
import { POST as create } from "@/app/api/instances/route";
import { writeTarget } from "../engine/store/targets";
import { startEverything } from "../engine/targets/remote/testing";
import { ask, openTestRuntime, type TestRuntime } from "../http/testing";
import { startCollector, startFront } from "./testing";
import { setTracer, traced, traceHeaders } from "./traced";

const CANARY = "canary-4711";
const [TRACE, PARENT] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;

let running: TestRuntime;
let collector: Awaited<ReturnType<typeof startCollector>>;
let everything: Awaited<ReturnType<typeof startEverything>>;
let own: Awaited<ReturnType<typeof startFront>>;
beforeAll(async () => {
  collector = await startCollector();
  everything = await startEverything("streamableHttp");
  own = await startFront(everything.host);
  running = await openTestRuntime({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
    OTEL_EXPORTER_OTLP_HEADERS: `api-key=${CANARY}%20for-the-collector`,
    OTEL_SERVICE_NAME: "patchbay-test",
    ENGINE_ALLOW_HOSTS: own.host,
  });
  const form = { url: `${own.url}/mcp`, transport: "StreamableHttp", registration: "none" } as const;
  const headers = { "x-own-key": `${CANARY}-header` };
  await writeTarget({ db: running.db, cipher: running.cipher }, "Exa", { kind: "remote", ...form, headers });
});
afterAll(async () => {
  setTracer(undefined);
  await running.close();
  for (const server of [own, everything, collector]) await server.stop();
});

/** A new instance, and its server URL. */
async function instanceOf(serverName: string): Promise<{ instanceId: string; serverUrl: string }> {
  const { cookie } = await running.signIn("operator");
  const body = { serverName, userId: randomUUID() };
  const made = await create(ask("/api/instances", { method: "POST", cookie, body }));
  const { instance } = await made.json();
  const changes = running.upstreams.get("embedded").controls?.within(running.database.db);
  return {
    instanceId: instance.instanceId,
    serverUrl: (await changes?.rotateUrl(instance.instanceId)) ?? "",
  };
}

/** What was told since it was asked last. */
async function told() {
  await running.flush();
  const spans = collector.spans();
  const histograms = collector.histograms();
  const sent = collector.seen.splice(0);
  return { spans, histograms, sent };
}

describe("with a collector", () => {
  it("a request, the call of the upstream and the hop to the server are one trace, without a secret", async () => {
    const { cookie } = await running.signIn("operator");
    const userId = `${CANARY}-${randomUUID()}`;
    const made = await create(
      ask("/api/instances", { method: "POST", cookie, body: { serverName: "Exa", userId } }),
    );
    const { instance } = await made.json();
    await told();
    own.seen.length = 0;

    const request = ask(`/api/instances/${instance.id}/tools`, {
      method: "POST",
      cookie,
      headers: { traceparent: `00-${TRACE}-${PARENT}-00`, tracestate: `${CANARY}=1` },
      body: { name: "echo", arguments: { message: `${CANARY}-argument` } },
    });
    const called = await callTool(request, { params: Promise.resolve({ id: instance.id }) });
    expect(await called.text()).toContain(`Echo: ${CANARY}-argument`);

    const { spans, histograms, sent } = await told();
    const span = (name: string) => spans.find((each) => each.name === name);
    const server = span("POST /api/instances/{id}/tools");
    const hop = span("tools/call");
    expect(server).toMatchObject({
      traceId: TRACE,
      parentSpanId: PARENT,
      kind: SERVER,
      attributes: {
        "http.request.method": "POST",
        "http.route": "/api/instances/{id}/tools",
        "http.response.status_code": 200,
        "patchbay.request_id": called.headers.get("x-request-id"),
      },
    });
    const upstream = spans.find(({ spanId }) => spanId === hop?.parentSpanId);
    expect(hop).toMatchObject({
      traceId: TRACE,
      kind: CLIENT,
      attributes: { "mcp.method.name": "tools/call", "patchbay.server": "Exa" },
    });
    expect(upstream).toMatchObject({
      kind: CLIENT,
      parentSpanId: server?.spanId,
      attributes: { "patchbay.upstream": "embedded", "patchbay.operation": upstream?.name },
    });
    // The server is the operator's own: it is told which request this belongs to.
    expect(own.seen.map(({ traceparent }) => traceparent)).toContain(`00-${TRACE}-${hop?.spanId}-01`);
    expect(own.seen.every((headers) => headers["x-own-key"] === `${CANARY}-header`)).toBe(true);
    expect(own.seen.some(({ tracestate }) => tracestate)).toBe(false);

    expect(Object.keys(histograms).sort()).toEqual([
      "http.server.request.duration",
      "mcp.client.operation.duration",
      "patchbay.upstream.duration",
    ]);
    expect(histograms["mcp.client.operation.duration"]).toContainEqual({
      count: expect.any(Number),
      attributes: { "mcp.method.name": "tools/call", "patchbay.server": "Exa" },
    });
    expect(sent.every(({ headers }) => headers["api-key"] === `${CANARY} for-the-collector`)).toBe(true);
    expect(JSON.stringify(sent.map(({ body }) => body))).toContain("patchbay-test");
    const session = /=([^;.%]+)/.exec(cookie)?.[1] ?? "none";
    for (const secret of [CANARY, instance.id, userId, session]) {
      expect(JSON.stringify(sent.map(({ path, body }) => [path, body]))).not.toContain(secret);
    }
  });

  it("of a server URL, the trace has neither the instance nor the key, whatever is asked there", async () => {
    const { instanceId, serverUrl: address } = await instanceOf("Hacker News");
    const key = new URL(address).pathname.split("/").at(4) ?? "";
    expect(key.length).toBeGreaterThan(20);
    await told();
    const statuses: number[] = [];
    for (const url of [address, `${address}?token=${CANARY}`, `${running.env.appUrl}/engine/${CANARY}`]) {
      const answer = await running.engine?.fetch(
        new Request(url, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
          body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: { _meta: { [CANARY]: 1 } } }),
        }),
      );
      statuses.push(answer?.status ?? 0);
      await answer?.body?.cancel();
    }
    const { spans, sent } = await told();
    expect(spans.map(({ name, attributes }) => [name, attributes["http.response.status_code"]])).toEqual([
      ["POST /engine/mcp/:instanceId/:key/mcp", statuses[0]],
      ["POST /engine/mcp/:instanceId/:key/mcp", statuses[1]],
      [expect.stringMatching(/^POST \/(engine\/)?\*$/), 404],
    ]);
    for (const secret of [CANARY, key, instanceId]) {
      expect(JSON.stringify(sent.map(({ body: each }) => each))).not.toContain(secret);
    }
  });

  it("what a client does at a server URL and its hop are one trace, over each transport", async () => {
    const { serverUrl } = await instanceOf("Exa");
    const ways = [
      [{ pin: "2026-07-28" }, "/mcp", StreamableHTTPClientTransport],
      ["legacy", "/mcp", StreamableHTTPClientTransport],
      ["legacy", "/sse", SSEClientTransport],
    ] as const;
    for (const [mode, ending, Transport] of ways) {
      const url = new URL(serverUrl.replace(/\/mcp$/, ending));
      const fetch = async (asked: string | URL, init?: RequestInit) => {
        const request = new Request(asked, init);
        request.headers.set("host", url.host);
        return (await running.engine?.fetch(request)) ?? Response.error();
      };
      const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
      const client = new Client({ name: "traced", version: "1" }, { versionNegotiation: { mode } });
      await client.connect(new Transport(url, { fetch, requestInit: { headers } }));
      await told();
      own.seen.length = 0;

      await client.callTool({ name: "echo", arguments: { message: "hello" } });
      await client.listPrompts();
      const { spans } = await told();
      for (const method of ["tools/call", "prompts/list"]) {
        const hop = spans.find(({ name }) => name === method);
        expect(hop).toMatchObject({ traceId: TRACE, kind: CLIENT });
        expect(spans.find(({ spanId }) => spanId === hop?.parentSpanId)).toMatchObject({
          name: `POST /engine/mcp/:instanceId/:key${ending}`,
          kind: SERVER,
          traceId: TRACE,
          parentSpanId: PARENT,
        });
        expect(own.seen.map(({ traceparent }) => traceparent)).toContain(`00-${TRACE}-${hop?.spanId}-01`);
      }
      await client.close();
    }
  });

  it("a server of somebody else's is told nothing of it", async () => {
    const what = {
      name: "x",
      kind: "client",
      measure: "mcp.client.operation.duration",
      attributes: {},
    } as const;
    await traced(what, async () => {
      expect(traceHeaders(new URL("https://mcp.vendor.example/mcp"))).toEqual({});
      expect(traceHeaders(new URL(own.url))).toEqual({ traceparent: expect.stringMatching(/^00-/) });
    });
    expect(traceHeaders(new URL(own.url))).toEqual({});
    await told();
  });

  it("what fails is told as failed, by its code and not its message", async () => {
    const what = {
      name: "x",
      kind: "client",
      measure: "patchbay.upstream.duration",
      attributes: {},
    } as const;
    const failing = traced(what, () =>
      Promise.reject(Object.assign(new Error(CANARY), { code: "upstream-down" })),
    );
    await expect(failing).rejects.toThrow(CANARY);
    const { spans, sent } = await told();
    expect(spans).toMatchObject([
      { name: "x", status: { code: ERROR }, attributes: { "error.type": "upstream-down" } },
    ]);
    expect(JSON.stringify(sent.map(({ body }) => body))).not.toContain(CANARY);
  });
});
