import type { ServerResponse } from "node:http";
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { startEngine, type TestEngine } from "../../testing";
import { callTool, createRemote, freePort, startEverything, startServer } from "./testing";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});

async function open(url: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  cleanUp.push(() => client.close());
  return client;
}

/** What each tool of server-everything is called with, where that is not nothing. */
const ARGUMENTS: Record<string, object> = {
  echo: { message: "through" },
  "get-annotated-message": { messageType: "success", includeImage: true },
  "get-structured-content": { location: "Chicago" },
  "get-sum": { a: 2, b: 0.5 },
  "gzip-file-as-resource": { data: "data:text/plain,hello", outputType: "resource" },
  "trigger-long-running-operation": { duration: 0.02, steps: 2 },
  "trigger-sampling-request": { prompt: "Say hello", maxTokens: 5 },
  "simulate-research-query": { topic: "gateways" },
};
const PROMPT_ARGUMENTS = {
  "args-prompt": { city: "Bern" },
  "completable-prompt": { department: "Sales", name: "David" },
  "resource-prompt": { resourceType: "Text", resourceId: "1" },
};

/** All that a client of server-everything gets to see, by what it asked. Times and the ids of sessions are left out. */
async function seeAll(transport: SSEClientTransport | StreamableHTTPClientTransport) {
  const capabilities = { elicitation: {}, sampling: {}, roots: {} };
  const client = new Client(
    { name: "test", version: "1" },
    { versionNegotiation: { mode: "legacy" }, capabilities },
  );
  client.setRequestHandler("elicitation/create", async () => ({ action: "decline" }));
  client.setRequestHandler("roots/list", async () => ({ roots: [{ uri: "file:///home/ada" }] }));
  client.setRequestHandler("sampling/createMessage", async ({ params }) => ({
    ...{ role: "assistant", model: "a model" },
    content: { type: "text", text: JSON.stringify(params.messages) },
  }));
  await client.connect(transport);
  cleanUp.push(() => client.close());
  const seen: Record<string, unknown> = {};
  const ask = async (method: string, params: object = {}) => {
    const answer = await client
      .request({ method, params } as never, z.looseObject({}) as never)
      .catch(({ code, message }: { code: number; message: string }) => ({ code, message }));
    const readable = JSON.stringify(answer).replaceAll(/(?<="blob":)"([^"]*)"/g, (_, blob) =>
      JSON.stringify(Buffer.from(blob, "base64").toString("latin1")),
    );
    const text = readable.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\d+:\d+:\d+/g, "…");
    seen[`${method} ${JSON.stringify(params)}`] = JSON.parse(text);
    return answer as Record<string, { name: string; uri: string; uriTemplate: string }[]>;
  };
  const { tools = [] } = await ask("tools/list");
  for (const { name } of tools) await ask("tools/call", { name, arguments: ARGUMENTS[name] ?? {} });
  const { resources = [] } = await ask("resources/list");
  for (const { uri } of resources) await ask("resources/read", { uri });
  const { resourceTemplates = [] } = await ask("resources/templates/list");
  for (const { uriTemplate } of resourceTemplates)
    await ask("resources/read", { uri: uriTemplate.replace("{resourceId}", "7") });
  const { prompts = [] } = await ask("prompts/list");
  const given: Record<string, object> = PROMPT_ARGUMENTS;
  for (const { name } of prompts) await ask("prompts/get", { name, arguments: given[name] ?? {} });
  await ask("completion/complete", {
    ref: { type: "ref/prompt", name: "completable-prompt" },
    argument: { name: "department", value: "E" },
  });
  return seen;
}

describe.each(["streamableHttp", "sse"] as const)("server-everything over %s", (transport) => {
  let everything: Awaited<ReturnType<typeof startEverything>>;
  let engine: TestEngine;
  let serverUrl: string;
  beforeAll(async () => {
    everything = await startEverything(transport);
    engine = await startEngine({ allowHosts: [everything.host] });
    const form = { url: everything.url, transport: transport === "sse" ? "SSE" : "StreamableHttp" } as const;
    const created = await createRemote(engine, "Exa", { ...form, registration: "none" });
    ({ serverUrl } = created);
    const authData = { api_key: "a-key" };
    const body = { instanceId: created.instanceId, authData };
    await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
  });
  afterAll(async () => {
    await engine.stop();
    await everything.stop();
  });

  it("says who it is, and lists and calls its tools", async () => {
    const client = await open(serverUrl);
    expect(client.getServerVersion()?.name).toMatch(/everything/);
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["echo", "get-sum"]));
    const echoed = await client.callTool({ name: "echo", arguments: { message: "through" } });
    expect(echoed).toMatchObject({ content: [{ type: "text", text: "Echo: through" }] });
    await expect(client.callTool({ name: "no-such-tool", arguments: {} })).rejects.toThrow(/not found/);
  });

  it("answers every tool, resource, prompt and completion as it does without the engine", async () => {
    const Direct = transport === "sse" ? SSEClientTransport : StreamableHTTPClientTransport;
    const direct = await seeAll(new Direct(new URL(everything.url)));
    const through = await seeAll(new StreamableHTTPClientTransport(new URL(serverUrl)));
    expect(Object.keys(direct).length).toBeGreaterThan(30);
    expect(through).toEqual(direct);
  });

  it("reads its resources and prompts", async () => {
    const client = await open(serverUrl);
    const { resources } = await client.listResources();
    const [first] = resources;
    expect((await client.readResource({ uri: first?.uri ?? "" })).contents.length).toBeGreaterThan(0);
    expect((await client.listPrompts()).prompts.length).toBeGreaterThan(0);
    const prompt = await client.getPrompt({ name: "simple-prompt" });
    expect(prompt.messages.length).toBeGreaterThan(0);
  });

  it("tells of progress under the caller's own token", async () => {
    const client = await open(serverUrl);
    const seen: number[] = [];
    await client.callTool(
      { name: "trigger-long-running-operation", arguments: { duration: 0.2, steps: 3 } },
      { onprogress: ({ progress }) => seen.push(progress) },
    );
    expect(seen).toEqual([1, 2, 3]);
  });

  it("stops waiting when the caller does, and goes on serving", async () => {
    const client = await open(serverUrl);
    const controller = new AbortController();
    const call = client.callTool(
      { name: "trigger-long-running-operation", arguments: { duration: 60, steps: 60 } },
      { signal: controller.signal, onprogress: () => controller.abort() },
    );
    await expect(call).rejects.toThrow();
    const echoed = await client.callTool({ name: "echo", arguments: { message: "still" } });
    expect(echoed).toMatchObject({ content: [{ text: "Echo: still" }] });
  });

  it("keeps to read-only by the hints, and refuses by name", async () => {
    const body = { serverName: "Exa", userId: "reader", isReadOnly: true };
    const made = await (await engine.api("/mcp-server/instance/create", { method: "POST", body })).json();
    const client = await open(made.serverUrl);
    const { tools } = await client.listTools();
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    await expect(client.callTool({ name: "toggle-simulated-logging", arguments: {} })).rejects.toThrow(
      /read-only|not found/,
    );
  });
});

/** An MCP server of 2025 that answers what a test says, and remembers what it was sent. */
async function startStub(
  answer: (message: {
    id?: number;
    method: string;
    params?: unknown;
  }) => Record<string, unknown> | number | ((response: ServerResponse) => void) | undefined,
) {
  const asked: { url: string; method: string; headers: Record<string, unknown>; body: string }[] = [];
  const stub = await startServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ url: request.url ?? "", method: request.method ?? "", headers: request.headers, body });
    if (request.method !== "POST") return response.writeHead(405).end();
    const message = JSON.parse(body);
    const own = answer(message);
    if (typeof own === "number") return response.writeHead(own, { "set-cookie": "a=b" }).end();
    if (typeof own === "function") return own(response);
    if (message.id === undefined) return response.writeHead(202).end();
    const initialized = {
      protocolVersion: "2025-06-18",
      serverInfo: { name: "stub", version: "3", fromTomorrow: true },
      capabilities: { tools: {} },
    };
    const result = own ?? (message.method === "initialize" ? initialized : undefined);
    const error = { code: -32601, message: "Method not found" };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, ...(result ? { result } : { error }) }));
  });
  const engine = await startEngine({ allowHosts: [stub.host] });
  cleanUp.push(
    () => engine.stop(),
    () => stub.stop(),
  );
  return { engine, url: `${stub.url}/mcp`, asked };
}

const TOOL = {
  name: "look",
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: true },
  tomorrow: { a: 1 },
};

describe("a server elsewhere", () => {
  it("is passed on with fields that nobody here knows, in lists and in results", async () => {
    const { engine, url } = await startStub(({ method }) => {
      if (method === "tools/list") return { tools: [TOOL], tomorrow: true };
      if (method === "tools/call") return { content: [{ type: "hologram", depth: 3 }], tomorrow: { b: 2 } };
      return undefined;
    });
    const { instanceId, serverUrl } = await createRemote(engine, "Exa", { url, registration: "none" });
    await engine.api("/mcp-server/instance/set-auth", {
      method: "POST",
      body: { instanceId, authData: { api_key: "k" } },
    });
    const raw = async (method: string, params: object) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
      const headers = { "content-type": "application/json", accept: "application/json" };
      return (await (await fetch(serverUrl, { method: "POST", headers, body })).json()).result;
    };
    expect(await raw("tools/list", {})).toEqual({ tools: [TOOL], tomorrow: true });
    expect(await raw("tools/call", { name: "look", arguments: {} })).toEqual({
      content: [{ type: "hologram", depth: 3 }],
      tomorrow: { b: 2 },
    });
  });

  it("is sent the key where the target says, the target's headers, and nothing of the caller", async () => {
    const { engine, url, asked } = await startStub(({ method }) =>
      method === "tools/list" ? { tools: [TOOL] } : undefined,
    );
    const form = {
      url,
      registration: "key",
      keyHeader: "X-Key: Token {key}",
      headers: { "X-Region": "eu" },
    } as const;
    const { instanceId, serverUrl } = await createRemote(engine, "Affinity", form);
    await engine.api("/mcp-server/instance/set-auth", {
      method: "POST",
      body: { instanceId, authData: { api_key: "the-$&-key" } },
    });
    await fetch(serverUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        authorization: "Bearer the-callers",
        cookie: "session=the-callers",
        "x-forwarded-for": "203.0.113.9",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    expect(asked.length).toBeGreaterThan(1);
    for (const { headers } of asked) {
      expect(headers).toMatchObject({ "x-key": "Token the-$&-key", "x-region": "eu" });
      expect(headers).not.toHaveProperty("authorization");
      expect(JSON.stringify(headers)).not.toMatch(/the-callers|203\.0\.113\.9/);
    }
  });

  it("is told by the vendor's own switch that an instance only reads", async () => {
    const { engine, url, asked } = await startStub(({ method }) =>
      method === "tools/list" ? { tools: [TOOL] } : undefined,
    );
    const { serverUrl } = await createRemote(
      engine,
      "Exa",
      { url, registration: "none" },
      { isReadOnly: true },
    );
    await callTool(engine, serverUrl, "look");
    // The address is none of the vendor's: what was reviewed of the vendor does not hold for it.
    expect(asked.every(({ headers }) => headers["x-mcp-readonly"] === undefined)).toBe(true);
  });

  it("is asked in one conversation for several calls, and in another for another instance", async () => {
    const { engine, url, asked } = await startStub(({ method }) => {
      if (method === "tools/list") return { tools: [TOOL] };
      return method === "tools/call" ? { content: [] } : undefined;
    });
    const connect = async (userId: string) => {
      const created = await createRemote(engine, "Affinity", { url, registration: "key" }, { userId });
      const authData = { api_key: `key-of-${userId}` };
      const body = { instanceId: created.instanceId, authData };
      await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
      return created.serverUrl;
    };
    const [ada, bo] = [await connect("ada"), await connect("bo")];
    await Promise.all([ada, bo, ada, bo, ada].map((serverUrl) => callTool(engine, serverUrl, "look")));
    const handshakes = asked.filter(({ body }) => body.includes('"initialize"'));
    expect(handshakes).toHaveLength(2);
    const keys = handshakes.map(({ headers }) => headers.authorization);
    expect(keys.sort()).toEqual(["Bearer key-of-ada", "Bearer key-of-bo"]);
  });

  it.each([
    ["is not there", undefined, /cannot be reached/],
    ["answers nonsense", 500, /answered HTTP 500|makes sense/],
  ] as const)("that %s is named, and its instance stays", async (_, status, reason) => {
    const { engine, url } = await startStub(() => status);
    const away = `127.0.0.1:${await freePort()}`;
    const more = await startEngine({ allowHosts: [away] });
    cleanUp.push(() => more.stop());
    const on = status ? engine : more;
    const { instanceId, serverUrl } = await createRemote(on, "Affinity", {
      url: status ? url : `http://${away}/mcp`,
      registration: "key",
    });
    const body = { instanceId, authData: { api_key: "k" } };
    await on.api("/mcp-server/instance/set-auth", { method: "POST", body });
    const called = await callTool(on, serverUrl, "look");
    expect(called).toMatchObject({ success: false, error: expect.stringMatching(reason) });
    const instance = await (await on.api(`/mcp-server/instance/${instanceId}`)).json();
    expect(instance.isAuthenticated).toBe(true);
  });

  const asStream = (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "text/event-stream" });
  it.each<[string, (response: ServerResponse) => void]>([
    ["ends without a word", (response) => asStream(response).end(": bye\n\n")],
    ["ends in the middle of a word", (response) => asStream(response).end('data: {"jsonrpc":"2.0",')],
    ["says what is no answer", (response) => asStream(response).end('data: {"jsonrpc":"2.0","id":1}\n\n')],
    [
      "is cut",
      (response) => asStream(response).write('data: {"json', () => setImmediate(() => response.destroy())),
    ],
  ])("whose stream %s is not waited for any longer", async (_, end) => {
    const { engine, url } = await startStub(({ method }) => {
      if (method === "tools/list") return { tools: [TOOL] };
      return method === "tools/call" ? end : undefined;
    });
    const { serverUrl } = await createRemote(engine, "Exa", { url, registration: "none" });
    const { error } = await callTool(engine, serverUrl, "look");
    expect(error).toMatch(/broke off. Whether it was done is not known/);
  });

  it("on the local network is not called unless it is named", async () => {
    const { url, asked } = await startStub(() => undefined);
    const strict = await startEngine();
    cleanUp.push(() => strict.stop());
    const { serverUrl } = await createRemote(strict, "Exa", { url, registration: "none" });
    const called = await callTool(strict, serverUrl, "look");
    expect(called.error).toMatch(/is not called/);
    expect(asked).toEqual([]);
  });

  it("that refuses the key ends the connection for good, until another key is set", async () => {
    let good = "first";
    const asked: string[] = [];
    const guard = await startServer(async (request, response) => {
      asked.push(String(request.headers.authorization));
      response.writeHead(request.headers.authorization === `Bearer ${good}` ? 500 : 401).end();
    });
    const engine = await startEngine({ allowHosts: [guard.host] });
    cleanUp.push(
      () => engine.stop(),
      () => guard.stop(),
    );
    const { instanceId, serverUrl } = await createRemote(engine, "Affinity", {
      url: `${guard.url}/mcp`,
      registration: "key",
    });
    const setKey = (key: string) =>
      engine.api("/mcp-server/instance/set-auth", {
        method: "POST",
        body: { instanceId, authData: { api_key: key } },
      });
    const isAuthenticated = async () =>
      (await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;
    await setKey("first");
    good = "second";
    expect((await callTool(engine, serverUrl, "look")).error).toMatch(/does not let ada in/);
    expect(await isAuthenticated()).toBe(false);
    const so_far = asked.length;
    await callTool(engine, serverUrl, "look");
    expect(asked).toHaveLength(so_far);
    await setKey("second");
    expect(await isAuthenticated()).toBe(true);
  });
});
