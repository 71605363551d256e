import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { startEngine, type TestEngine } from "../../testing";
import { createRemote, startServer } from "./testing";

/** A server that says whose key it was asked with, after a moment that differs from call to call. */
function witness(key: string): McpServer {
  const server = new McpServer({ name: "witness", version: "1" });
  server.registerTool("who", { inputSchema: z.object({ call: z.string() }) }, async ({ call }) => {
    await new Promise((resolve) => setTimeout(resolve, call.length % 7));
    return { content: [{ type: "text", text: `${key} ${call}` }] };
  });
  return server;
}

let upstream: Awaited<ReturnType<typeof startServer>>;
let engine: TestEngine;
beforeAll(async () => {
  upstream = await startServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const key = headers.get("authorization") ?? "nobody";
    const handler = createMcpHandler(() => witness(key));
    const { method = "GET" } = request;
    const answer = await handler.fetch(
      new Request(`${upstream.url}/mcp`, { method, headers, ...(method === "POST" && { body }) }),
    );
    response.writeHead(answer.status, [...answer.headers].flat()).end(await answer.text());
  });
  engine = await startEngine({ allowHosts: [upstream.host] });
});
afterAll(async () => {
  await engine.stop();
  upstream.stop();
});

async function clientsOf(userId: string) {
  const form = { url: `${upstream.url}/mcp`, registration: "key" } as const;
  const { instanceId, serverUrl } = await createRemote(engine, "Exa", form, { userId });
  const body = { instanceId, authData: { api_key: `key-of-${userId}` } };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
  const open = async (wire: StreamableHTTPClientTransport | SSEClientTransport, mode: "auto" | "legacy") => {
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(wire);
    return client;
  };
  const url = new URL(serverUrl);
  return Promise.all([
    open(new StreamableHTTPClientTransport(url), "auto"),
    open(new StreamableHTTPClientTransport(url), "legacy"),
    open(new SSEClientTransport(new URL(serverUrl.replace(/\/mcp$/, "/sse"))), "legacy"),
  ]);
}

it("400 calls of two users, interleaved over every transport, are each answered to whom they belong", async () => {
  const users = ["ada", "grace"];
  const clients = await Promise.all(users.map(clientsOf));
  const calls = Array.from({ length: 400 }, async (_, index) => {
    const user = users[index % 2] ?? "";
    const client = clients[index % 2]?.[index % 3];
    const call = `${user}-${"x".repeat(index % 11)}-${index}`;
    const result = await client?.callTool({ name: "who", arguments: { call } });
    return { result, expected: `key-of-${user} ${call}` };
  });
  for (const { result, expected } of await Promise.all(calls)) {
    expect(JSON.stringify(result?.content)).toContain(expected);
  }
  await Promise.all(clients.flat().map((client) => client.close()));
}, 60_000);
