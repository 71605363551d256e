import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { nodeListener } from "../../http/node";
import type { Engine } from "../engine";
import { createRemote, freePort, startServer } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import type { RequestHead } from "./short-way";

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};
const MODERN = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "keep" };
const BEFORE = { "mcp-protocol-version": "2025-11-25" };

/** A server of 2025 that answers with fields that nobody knows, and a number of many digits. */
const ANSWERS: Record<string, string> = {
  initialize: `{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"kept","version":"1"}}`,
  "tools/list": `{"tools":[{"name":"keep","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}},
    {"name":"write","inputSchema":{"type":"object"}}]}`,
  "tools/call": `{"content":[{"type":"hologram","future":1}],"structuredContent":{"id":9007199254740993},"own":{"a":[1]}}`,
};

let upstream: Awaited<ReturnType<typeof startServer>>;
let engine: TestEngine;
let first: Engine;
let second: Engine;
let made: Awaited<ReturnType<typeof createRemote>>;
beforeAll(async () => {
  upstream = await startServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { id, method = "" } = request.method === "POST" ? JSON.parse(text) : {};
    if (id === undefined) return void response.writeHead(request.method === "POST" ? 202 : 405).end();
    const answer = ANSWERS[method];
    const said = answer ? `"result":${answer}` : '"error":{"code":-32601,"message":"Unknown"}';
    response.writeHead(200, { "content-type": "application/json" });
    response.end(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},${said}}`);
  });
  engine = await startEngine({ allowHosts: [upstream.host], shared: true });
  [first, second] = [engine.another(), engine.another()];
});
afterAll(async () => {
  await engine.stop();
  upstream.stop();
});
let users = 0;
beforeEach(async () => {
  users += 1;
  const form = { url: `${upstream.url}/mcp`, registration: "none" } as const;
  made = await createRemote(engine, "Exa", form, { userId: `user-${users}` });
});

type Given = {
  headers?: Record<string, string | undefined>;
  url?: string;
  name?: string;
  meta?: object;
  text?: string;
};

function requestOf({ headers = {}, url = made.serverUrl, name = "keep", meta, text }: Given = {}) {
  const { pathname, search, host } = new URL(url);
  const params = { name, arguments: { text: "hello" }, ...(meta && { _meta: meta }) };
  const body = text ?? JSON.stringify({ jsonrpc: "2.0", id: "an id", method: "tools/call", params });
  const all: Record<string, string | undefined> = {
    ...{ host, "content-type": "application/json", accept: "application/json, text/event-stream" },
    ...{ "content-length": String(Buffer.byteLength(body)), ...headers },
  };
  return {
    ...{ method: "POST", url: pathname + search, header: (asked: string) => all[asked] },
    ...{ text: body, signal: new AbortController().signal },
  };
}

async function shortly({ shortWay }: Engine, given?: Given) {
  const request = requestOf(given);
  return shortWay.takes(request) ? shortWay.answer(request) : undefined;
}

it.each([
  ["2026-07-28", { headers: MODERN, meta: META }],
  ["2025", { headers: BEFORE }],
])("answers a call in the revision of %s as it came, digits and unknown fields too", async (_, given) => {
  const answer = await shortly(first, given);
  expect(answer?.status).toBe(200);
  expect(answer?.text).toContain('"id":9007199254740993');
  expect(JSON.parse(answer?.text ?? "")).toMatchObject({
    ...{ jsonrpc: "2.0", id: "an id" },
    result: { content: [{ type: "hologram", future: 1 }], own: { a: [1] } },
  });
  expect(answer?.headers).toMatchObject({
    "Cache-Control": "no-store",
    "Content-Type": "application/json",
    "X-Request-Id": expect.stringMatching(/^[\da-f-]{36}$/),
  });
});

const ofInstance = () => ({ scope: "instance", name: made.instanceId }) as const;
const refusal = (rule: string) => ({ error: { data: { rule } } });

it.each<[string, () => Promise<unknown>, unknown]>([
  ["is suspended", () => engine.controls.suspend(ofInstance()), refusal("suspended")],
  [
    "has the tool switched off",
    () => engine.controls.switchTool(made.instanceId, "keep", false),
    refusal("switched-off"),
  ],
  [
    "was deleted",
    () => engine.api(`/mcp-server/instance/${made.instanceId}`, { method: "DELETE" }),
    undefined,
  ],
  ["was given another URL", () => engine.controls.rotateUrl(made.instanceId), undefined],
  ["asks for a token too", () => engine.controls.makeToken(made.instanceId), undefined],
])("refuses the very next call where another process saw to it that an instance %s", async (_, act, told) => {
  for (const at of [first, second]) expect((await shortly(at, { headers: BEFORE }))?.text).toContain("own");
  await act();
  for (const at of [first, second]) {
    const answer = await shortly(at, { headers: BEFORE });
    if (told) expect(JSON.parse(answer?.text ?? "")).toMatchObject(told as object);
    else expect(answer).toBeUndefined();
  }
});

it.each<[string, () => Given]>([
  ["a page of another origin", () => ({ headers: { ...BEFORE, origin: "https://elsewhere.example" } })],
  ["another host", () => ({ headers: { ...BEFORE, host: "elsewhere.example" } })],
  ["a session", () => ({ headers: { ...BEFORE, "mcp-session-id": "a-session" } })],
  ["a caller that wants to be told of progress", () => ({ headers: BEFORE, meta: { progressToken: 1 } })],
  ["a caller of a stream", () => ({ headers: { ...BEFORE, accept: "text/event-stream" } })],
  ["a revision that nobody knows", () => ({ headers: { "mcp-protocol-version": "1999-01-01" } })],
  ["a header that is not the body's", () => ({ headers: { ...MODERN, "mcp-name": "other" }, meta: META })],
  ["a wrong key", () => ({ headers: BEFORE, url: made.serverUrl.replace(/.\/mcp$/, "/mcp") })],
  ["an address with a query", () => ({ headers: BEFORE, url: `${made.serverUrl}?sessionId=1` })],
  ["a number that would be rounded", () => ({ text: '{"id":9007199254740993}', headers: BEFORE })],
  ["what is nested too deep", () => ({ text: "[".repeat(10_000), headers: BEFORE })],
  ["several messages", () => ({ text: '[{"jsonrpc":"2.0","id":1,"method":"tools/call"}]', headers: BEFORE })],
  ["what is no JSON", () => ({ text: "{", headers: BEFORE })],
])("leaves %s to the routes", async (_, given) => {
  expect(await shortly(first, given())).toBeUndefined();
});

it.each<[string, () => object]>([
  ["for another host", () => requestOf({ headers: { host: "elsewhere.example" } })],
  ["from a page", () => requestOf({ headers: { origin: engine.appUrl } })],
  ["of a session", () => requestOf({ headers: { "mcp-session-id": "a-session" } })],
  ["of a length that is not said", () => requestOf({ headers: { "content-length": undefined } })],
  ["that is longer than a message may be", () => requestOf({ headers: { "content-length": "1048577" } })],
  ["of another kind", () => ({ ...requestOf(), method: "PUT" })],
  ["of the API", () => requestOf({ url: `${engine.appUrl}/engine/mcp-server/instance/create` })],
])("has no body read at once %s", (_, given) => {
  expect(first.shortWay.takes(requestOf())).toBe(true);
  expect(first.shortWay.takes(given() as ReturnType<typeof requestOf>)).toBe(false);
});

it("is taken by a Node server, which answers anything else by the routes", async () => {
  const port = await freePort();
  const asked: string[] = [];
  const host = new URL(engine.appUrl).host;
  const own = <Asked extends RequestHead>(request: Asked): Asked => ({
    ...request,
    header: (name: string) => (name === "host" ? host : request.header(name)),
  });
  const listener = nodeListener(
    async (request) => {
      asked.push(await request.text());
      return Response.json({ by: "routes" });
    },
    engine.appUrl,
    {
      takes: (head) => first.shortWay.takes(own(head)),
      answer: (asked) => first.shortWay.answer(own(asked)),
    },
  );
  const server: Server = createServer(listener).listen(port, "127.0.0.1");
  try {
    const { pathname } = new URL(made.serverUrl);
    const call = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "keep" } });
    const send = (body: string) =>
      fetch(`http://127.0.0.1:${port}${pathname}`, {
        ...{ method: "POST", body },
        headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      });
    expect(await (await send(call)).text()).toContain('"id":9007199254740993');
    expect(asked).toEqual([]);
    expect(await (await send('{"ä":1}')).json()).toEqual({ by: "routes" });
    expect(asked).toEqual(['{"ä":1}']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
