import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRemote, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";

let everything: Awaited<ReturnType<typeof startEverything>>;
let engine: TestEngine;
let serverUrl: string;
const cleanUp: (() => unknown)[] = [];
beforeAll(async () => {
  everything = await startEverything("streamableHttp");
  engine = await startEngine({ allowHosts: [everything.host] });
  ({ serverUrl } = await remote("ada"));
});
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});
afterAll(async () => {
  await engine.stop();
  await everything.stop();
});

async function remote(userId: string) {
  const form = { url: everything.url, registration: "none" } as const;
  const created = await createRemote(engine, "Exa", form, { userId });
  const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
  return created;
}

const CAPABILITIES = { elicitation: {}, sampling: {}, roots: {} };
type Asked = { method: string; message: unknown };

/** A client that answers whatever it is asked, and notes what it was asked and told. */
async function open(
  transport: "http" | "sse" = "http",
  url = serverUrl,
  capabilities: object = CAPABILITIES,
) {
  const client = new Client({ name: "test", version: "1" }, { capabilities });
  const asked: Asked[] = [];
  const told: string[] = [];
  if ("elicitation" in capabilities) {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      asked.push({ method: "elicitation/create", message: params.message });
      return { action: "accept", content: { name: "Ada", untyped: 1 } };
    });
  }
  if ("sampling" in capabilities) {
    client.setRequestHandler("sampling/createMessage", ({ params }) => {
      asked.push({ method: "sampling/createMessage", message: params.messages });
      return { model: "a-model", role: "assistant", content: { type: "text", text: "a sampled answer" } };
    });
  }
  if ("roots" in capabilities) {
    client.setRequestHandler("roots/list", () => {
      asked.push({ method: "roots/list", message: undefined });
      return { roots: [{ uri: "file:///home/ada", name: "ada's" }] };
    });
  }
  client.fallbackNotificationHandler = async ({ method }) => void told.push(method);
  const address = new URL(transport === "sse" ? url.replace(/\/mcp$/, "/sse") : url);
  const wire =
    transport === "sse" ? new SSEClientTransport(address) : new StreamableHTTPClientTransport(address);
  await client.connect(wire);
  cleanUp.push(() => client.close());
  return { client, wire, asked, told };
}

const textOf = (result: object) => JSON.stringify("content" in result ? result.content : undefined);

describe.each(["http", "sse"] as const)("a session over %s", (transport) => {
  it("lets the server ask its client, and nobody else", async () => {
    const [ada, eve] = [await open(transport), await open(transport)];
    const names = async () => (await ada.client.listTools()).tools.map(({ name }) => name);
    await expect
      .poll(names)
      .toEqual(expect.arrayContaining(["trigger-elicitation-request", "trigger-sampling-request"]));
    const elicited = await ada.client.callTool({ name: "trigger-elicitation-request", arguments: {} });
    expect(textOf(elicited)).toContain("Ada");
    const sampled = await ada.client.callTool({
      name: "trigger-sampling-request",
      arguments: { prompt: "a prompt", maxTokens: 10 },
    });
    expect(textOf(sampled)).toContain("a sampled answer");
    const methods = ada.asked.map(({ method }) => method);
    expect(methods).toEqual(expect.arrayContaining(["elicitation/create", "sampling/createMessage"]));
    expect(eve.asked.filter(({ method }) => method !== "roots/list")).toEqual([]);
    const roots = await ada.client.callTool({ name: "get-roots-list", arguments: {} });
    expect(textOf(roots)).toContain("file:///home/ada");
  });

  it("asks for no more than the client says that it answers", async () => {
    const { client } = await open(transport, serverUrl, {});
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain("trigger-elicitation-request");
  });

  it("tells what changes, and what the server logs", async () => {
    const { client, told } = await open(transport);
    expect(client.getServerCapabilities()).toMatchObject({ logging: {}, tools: { listChanged: true } });
    await client.setLoggingLevel("debug");
    const [first] = (await client.listResources()).resources;
    await client.subscribeResource({ uri: first?.uri ?? "" });
    await client.callTool({ name: "toggle-subscriber-updates", arguments: {} });
    await client.callTool({ name: "toggle-simulated-logging", arguments: {} });
    await expect
      .poll(() => [...new Set(told)].sort(), { timeout: 15_000 })
      .toEqual(expect.arrayContaining(["notifications/message", "notifications/resources/updated"]));
  }, 30_000);
});

/** A request of a session by hand. */
const send = (url: string, headers: Record<string, string> = {}, init: RequestInit = { method: "POST" }) =>
  fetch(url, {
    ...init,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-11-25",
      ...headers,
    },
  });
const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "hand", version: "1" } },
});
const LIST = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/list" });

/** As the transport asks of a session that is unknown or over: clients begin anew at this status. */
const NO_SESSION = [
  404,
  { jsonrpc: "2.0", id: null, error: { code: -32000, message: expect.stringContaining("initialize anew") } },
];
const told = async (answer: Promise<Response>) => [(await answer).status, await (await answer).json()];

describe("a session's id", () => {
  const begin = async (url: string) => {
    const begun = await send(url, {}, { method: "POST", body: INITIALIZE });
    await begun.text();
    return begun.headers.get("mcp-session-id") ?? "";
  };

  it("is good at the address of its own instance, until the session is ended", async () => {
    const other = await remote("grace");
    const id = await begin(serverUrl);
    const list = (url: string, session: string) =>
      send(url, { "mcp-session-id": session }, { method: "POST", body: LIST });
    for (const wrong of ["made-up", "", `${id}x`, "__proto__"])
      expect(await told(list(serverUrl, wrong))).toEqual(NO_SESSION);
    expect((await list(other.serverUrl, id)).status).toBe(404);
    expect((await send(other.serverUrl, { "mcp-session-id": id }, { method: "DELETE" })).status).toBe(404);
    const listed = await list(serverUrl, id);
    expect(listed.status).toBe(200);
    expect(await listed.text()).toContain("echo");
    expect((await send(serverUrl, { "mcp-session-id": id }, { method: "DELETE" })).status).toBe(200);
    expect(await told(list(serverUrl, id))).toEqual(NO_SESSION);
  });

  it("is not asked for of those who begin no session", async () => {
    const listed = await send(serverUrl, {}, { method: "POST", body: LIST });
    expect(listed.status).toBe(200);
    expect(listed.headers.has("mcp-session-id")).toBe(false);
    expect(await listed.text()).toContain("echo");
  });

  it("ends with the instance", async () => {
    const created = await remote("to-be-deleted");
    const id = await begin(created.serverUrl);
    await engine.api(`/mcp-server/instance/${created.instanceId}`, { method: "DELETE" });
    const listed = await send(created.serverUrl, { "mcp-session-id": id }, { method: "POST", body: LIST });
    expect(listed.status).toBe(404);
    expect(await listed.text()).toContain("No server answers at this URL");
  });

  it("beyond so many of an instance, ends the one that was idle longest", async () => {
    const { serverUrl: url } = await remote("with-many");
    const ids: string[] = [];
    for (let count = 0; count < 66; count += 1) ids.push(await begin(url));
    const statuses: number[] = [];
    for (const id of [ids[0], ids[1], ids[2], ids.at(-1)]) {
      const listed = await send(url, { "mcp-session-id": id ?? "" }, { method: "POST", body: LIST });
      await listed.text();
      statuses.push(listed.status);
    }
    expect(statuses).toEqual([404, 404, 200, 200]);
  }, 60_000);
});

it("gives what was told on a lost stream again, to whoever comes back with the last event's id", async () => {
  const call = JSON.stringify({
    jsonrpc: "2.0",
    id: 3,
    method: "tools/call",
    params: {
      name: "trigger-long-running-operation",
      arguments: { duration: 1, steps: 2 },
      _meta: { progressToken: "p" },
    },
  });
  const begun = await send(serverUrl, {}, { method: "POST", body: INITIALIZE });
  await begun.text();
  const session = { "mcp-session-id": begun.headers.get("mcp-session-id") ?? "" };
  const controller = new AbortController();
  const stream = await send(serverUrl, session, { method: "POST", body: call, signal: controller.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let read = "";
  while (!/^id: /m.test(read)) read += (await reader?.read())?.value ?? "";
  const last = /^id: (.+)$/m.exec(read)?.[1] ?? "";
  controller.abort();
  const resume = () => send(serverUrl, { ...session, "last-event-id": last }, { method: "GET" });
  let again = await resume();
  // Until the loss of the first stream has reached the server, it is still the one that is read.
  while (again.status === 409) again = await resume();
  expect(again.status).toBe(200);
  const rest = again.body?.pipeThrough(new TextDecoderStream()).getReader();
  let replayed = "";
  while (!replayed.includes('"id":3')) replayed += (await rest?.read())?.value ?? "";
  expect(replayed).toContain("Long running operation completed");
  await rest?.cancel();
}, 20_000);

it("none is begun where no process stays to hold it, and HTTP+SSE is refused with what to use", async () => {
  const passing = engine.another({ stays: false });
  const fetch = (url: string | URL, init?: RequestInit) => {
    const request = new Request(url, init);
    request.headers.set("host", new URL(serverUrl).host);
    return passing.fetch(request);
  };
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "legacy" } });
  const wire = new StreamableHTTPClientTransport(new URL(serverUrl), { fetch });
  await client.connect(wire);
  cleanUp.push(() => client.close());
  expect(wire.sessionId).toBeUndefined();
  expect(textOf(await client.callTool({ name: "echo", arguments: { message: "on" } }))).toContain("Echo: on");
  const refused = await fetch(serverUrl.replace(/\/mcp$/, "/sse"), {
    headers: { accept: "text/event-stream" },
  });
  expect(refused.status).toBe(501);
  expect(await refused.text()).toContain("Use the same address over Streamable HTTP");
});
