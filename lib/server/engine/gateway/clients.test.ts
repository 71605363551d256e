import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRemote, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";

const require = createRequire(import.meta.url);
const MCP_REMOTE = require.resolve("mcp-remote/dist/proxy.js");

/** Programs that nobody here wrote and people have, before a server elsewhere: what the engine says, they understand. */
let everything: Awaited<ReturnType<typeof startEverything>>;
let engine: TestEngine;
let serverUrl: string;
beforeAll(async () => {
  everything = await startEverything("streamableHttp");
  engine = await startEngine({ allowHosts: [everything.host] });
  const form = { url: everything.url, registration: "none" } as const;
  ({ serverUrl } = await createRemote(engine, "Exa", form, { userId: "ada" }));
});
afterAll(async () => {
  await engine.stop();
  await everything.stop();
});

const sseUrl = () => serverUrl.replace(/\/mcp$/, "/sse");

const OLDER = [
  ["Streamable HTTP", () => new StreamableHTTPClientTransport(new URL(serverUrl))],
  ["HTTP+SSE", () => new SSEClientTransport(new URL(sseUrl()))],
] as const;
it.each(OLDER)(
  "the first SDK's client lists, calls, reads and is told of progress over %s",
  async (_, make) => {
    const client = new OlderClient({ name: "older", version: "1" });
    await client.connect(make() as Parameters<typeof client.connect>[0]);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("echo");
    expect(await client.callTool({ name: "echo", arguments: { message: "hello" } })).toMatchObject({
      content: [{ type: "text", text: "Echo: hello" }],
    });
    const seen: number[] = [];
    const long = { name: "trigger-long-running-operation", arguments: { duration: 0.3, steps: 3 } };
    await client.callTool(long, undefined, { onprogress: ({ progress }) => void seen.push(progress) });
    // The last comes with the result, after which this client does not listen any more.
    expect(seen.slice(0, 2)).toEqual([1, 2]);
    const { resources } = await client.listResources();
    const { contents } = await client.readResource({ uri: resources[0]?.uri ?? "" });
    expect(contents).toHaveLength(1);
    expect((await client.listPrompts()).prompts.length).toBeGreaterThan(0);
    await expect(client.callTool({ name: "no-such-tool" })).rejects.toMatchObject({ code: -32602 });
    await client.close();
  },
);

it.each([
  ["http-only", () => serverUrl],
  ["sse-only", sseUrl],
])("mcp-remote takes a program that knows no HTTP to it (%s)", async (transport, url) => {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-mcp-remote-"));
  const client = new Client({ name: "program", version: "1" });
  try {
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [MCP_REMOTE, url(), "--transport", transport, "--allow-http"],
        env: { PATH: process.env.PATH ?? "", HOME: folder, MCP_REMOTE_CONFIG_DIR: folder },
        stderr: "ignore",
      }),
    );
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("echo");
    expect(await client.callTool({ name: "echo", arguments: { message: "hello" } })).toMatchObject({
      content: [{ type: "text", text: "Echo: hello" }],
    });
  } finally {
    await client.close();
    await rm(folder, { recursive: true, force: true });
  }
});
