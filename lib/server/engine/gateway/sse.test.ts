import { randomUUID } from "node:crypto";
import { Client, SSEClientTransport } from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
const clients: Client[] = [];
beforeAll(async () => {
  engine = await startEngine();
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => engine.stop());

async function create(body: Record<string, unknown> = {}) {
  const response = await engine.api("/mcp-server/instance/create", {
    method: "POST",
    body: { serverName: "Affinity", userId: randomUUID(), connectionType: "SSE", ...body },
  });
  const created: { instanceId: string; serverUrl: string } = await response.json();
  const key = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body: key });
  return created;
}

async function open(url: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new SSEClientTransport(new URL(url)));
  clients.push(client);
  return client;
}

/** Opens a stream by hand; `endpoint` is where it says that messages are posted. */
async function stream(url: string) {
  const controller = new AbortController();
  const { signal } = controller;
  const response = await fetch(url, { headers: { accept: "text/event-stream" }, signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader?.read())?.value ?? "";
  const endpoint = new URL(/data: (.+)/.exec(first)?.[1] ?? "/nowhere", url).href;
  return { response, endpoint, close: () => controller.abort() };
}

const post = (url: string, body: string) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
const PING = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });

it("lists and calls over HTTP+SSE, whatever transport the instance was made with", async () => {
  for (const connectionType of ["SSE", "StreamableHttp"]) {
    const { serverUrl } = await create({ connectionType });
    const client = await open(serverUrl.replace(/\/mcp$/, "/sse"));
    expect((await client.listTools()).tools).toHaveLength(6);
    const found = await client.callTool({ name: "affinity_list_contacts", arguments: {} });
    expect(found.structuredContent).toMatchObject({ records: [{}, {}, {}] });
  }
});

it("opens it at an address of version 0.1.0 too, where the instance was made for it", async () => {
  const { serverUrl } = await create();
  const client = await open(serverUrl.replace(/\/sse$/, ""));
  expect((await client.listTools()).tools).toHaveLength(6);
  const other = await create({ connectionType: "StreamableHttp" });
  expect((await fetch(other.serverUrl.replace(/\/mcp$/, ""))).status).toBe(405);
});

it("keeps to what the instance allows from one message to the next", async () => {
  const { instanceId, serverUrl } = await create();
  const client = await open(serverUrl);
  const save = () =>
    client.callTool({ name: "affinity_create_contact", arguments: { title: "a", body: "b" } });
  expect((await save()).isError).toBeFalsy();
  const path = `/mcp-server/instance/${instanceId}`;
  await engine.api(path, { method: "PATCH", body: { isReadOnly: true } });
  await expect(save()).rejects.toThrow(/This instance is read-only/);
  expect((await client.listTools()).tools).toHaveLength(3);
  await engine.api(path, { method: "DELETE" });
  await expect(client.listTools()).rejects.toThrow();
});

it("takes messages for a session at its own instance's address alone, while its stream is open", async () => {
  const [mine, other] = [await create(), await create()];
  const opened = await stream(mine.serverUrl);
  expect(opened.response.headers.get("content-type")).toBe("text/event-stream");
  const { search } = new URL(opened.endpoint);
  expect((await post(`${other.serverUrl}${search}`, PING)).status).toBe(404);
  expect((await post(`${mine.serverUrl}?sessionId=made-up`, PING)).status).toBe(404);
  expect((await post(opened.endpoint, PING)).status).toBe(202);
  for (const body of ["", "{", "[]", '{"jsonrpc":"1.0"}', '"ping"']) {
    expect((await post(opened.endpoint, body)).status, body).toBe(400);
  }
  expect((await post(opened.endpoint, `"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
  opened.close();
  await expect.poll(async () => (await post(opened.endpoint, PING)).status).toBe(404);
});

it("opens so many streams for an instance and no more, and counts those that ended no longer", async () => {
  const { serverUrl } = await create();
  const opened = await Promise.all(Array.from({ length: 64 }, () => stream(serverUrl)));
  expect((await fetch(serverUrl)).status).toBe(429);
  const [first] = opened;
  first?.close();
  await expect
    .poll(async () => {
      const one = await stream(serverUrl);
      one.close();
      return one.response.status;
    })
    .toBe(200);
  for (const { close } of opened) close();
});
