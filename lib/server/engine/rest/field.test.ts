import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { KlavisClient } from "klavis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "../oauth/testing";
import { API_KEY, startEngine, type TestEngine } from "../testing";

const run = promisify(execFile);
/** Where an app of the field takes its people back. */
const APP = "http://localhost:5173";

/* Below is what public apps and guides that were written for the upstream send, in their order. */

let engine: TestEngine;
let klavis: KlavisClient;
const clients: Client[] = [];
beforeAll(async () => {
  engine = await startEngine({ returnOrigins: [APP] });
  klavis = new KlavisClient({ apiKey: API_KEY, environment: `${engine.appUrl}/engine` });
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => engine.stop());

async function post(path: string, body: object) {
  const response = await engine.api(path, { method: "POST", body });
  return { status: response.status, answer: await response.json() };
}

async function connect(transport: SSEClientTransport | StreamableHTTPClientTransport): Promise<Client> {
  const client = new Client({ name: "an-app", version: "1" });
  await client.connect(transport);
  clients.push(client);
  return client;
}

/** Opens the address as a person does, who allows what is asked; where that ends. */
async function consent(oauthUrl: string, until?: (url: string) => boolean) {
  const browser = createBrowser(engine);
  return browser.press(await browser.visit(oauthUrl), "allow", until);
}

describe("what an older API of the upstream had", () => {
  it("is told to be gone, or to be nobody's", async () => {
    expect(await (await engine.api("/user/instances")).json()).toEqual({ detail: "User not found" });
    const serverUrl = `https://gmail-mcp-server.klavis.ai/mcp/?instance_id=${randomUUID()}`;
    const listed = await post("/mcp-server/list-tools", { serverUrl });
    expect(listed.answer).toMatchObject({ success: false, error: expect.stringContaining("No server") });
    const path = `/mcp-server/instance/delete/${randomUUID()}`;
    const deleted = await engine.api(path, { method: "DELETE" });
    expect(deleted.status).toBe(404);
    expect(await deleted.json()).toEqual({
      detail: expect.stringContaining(`nothing answers at /engine${path}`),
    });
  });
});

it("a guide for LangChain: an instance, a consent, and an MCP client", async () => {
  const { serverUrl, oauthUrl } = await klavis.mcpServer.createServerInstance({
    serverName: "Gmail",
    userId: "1234",
    platformName: "your_app_name",
  });
  expect((await consent(`${oauthUrl}`)).html).toContain("Gmail is connected. You can close this window.");
  const client = await connect(new StreamableHTTPClientTransport(new URL(serverUrl)));
  expect((await client.listTools()).tools).toHaveLength(6);
  const found = await client.callTool({ name: "gmail_list_messages", arguments: {} });
  expect(found.isError).not.toBe(true);
});

it("guides for eleven agent frameworks: a Strata, a consent for each of its servers, and an MCP client", async () => {
  const { strataServerUrl, oauthUrls } = await klavis.mcpServer.createStrataServer({
    servers: ["Gmail", "YouTube"],
    userId: "1234",
  });
  for (const oauthUrl of Object.values(oauthUrls ?? {})) {
    expect((await consent(oauthUrl)).html).toContain("is connected");
  }
  const client = await connect(new StreamableHTTPClientTransport(new URL(strataServerUrl)));
  const called = await client.callTool({
    name: "execute_action",
    arguments: { server_name: "Gmail", action_name: "gmail_list_messages", body_schema: "{}" },
  });
  expect(JSON.stringify(called)).not.toContain("not connected");
  expect(called.isError).not.toBe(true);
});

it("an assistant's server: a token of its own, an instance, a consent that leads back, a Strata, and tools", async () => {
  const userId = randomUUID();
  const authData = { token: "ya29.of-the-app" };
  const set = await post("/user/set-auth", { userId, serverName: "google_drive", authData });
  expect(set).toMatchObject({ status: 200, answer: { success: true } });
  const created = await post("/mcp-server/instance/create", { serverName: "google_drive", userId });
  const { instanceId, serverUrl, oauthUrl } = created.answer;
  const read = await (await engine.api(`/mcp-server/instance/${instanceId}`)).json();
  expect(read).toMatchObject({ serverName: "Google Drive", isAuthenticated: true });
  const isApp = (url: string) => url.startsWith(APP);
  // As it stands in the app: nothing is encoded.
  const end = await consent(`${oauthUrl}&redirect_url=${APP}/api/callback?integration=gdrive`, isApp);
  expect(end.url).toBe(`${APP}/api/callback?integration=gdrive`);
  const strata = await post("/mcp-server/strata/create", { userId, servers: ["google_drive"] });
  expect(strata).toMatchObject({ status: 200, answer: { addedServers: ["Google Drive"] } });
  const listed = await post("/mcp-server/list-tools", { serverUrl, userId });
  expect(listed.answer.tools).toHaveLength(6);
  const toolName = listed.answer.tools[0].name;
  const called = await post("/mcp-server/call-tool", { serverUrl, toolName, toolArgs: {}, userId });
  expect(called.answer).toMatchObject({ success: true, result: { isError: false } });
});

it("a client that speaks HTTP+SSE unless it is told otherwise", async () => {
  const body = { serverName: "Exa", userId: randomUUID(), connectionType: "SSE" };
  const { serverUrl, instanceId } = (await post("/mcp-server/instance/create", body)).answer;
  const authData = { api_key: "a-key" };
  await post("/mcp-server/instance/set-auth", { instanceId, authData });
  const client = await connect(new SSEClientTransport(new URL(serverUrl)));
  expect((await client.listTools()).tools).toHaveLength(5);
});

it("a forum's server: an instance, and the address of its consent asked for apart", async () => {
  const body = { serverName: "Google Calendar", userId: randomUUID(), platformName: "a-forum" };
  const { instanceId } = (await post("/mcp-server/instance/create", body)).answer;
  const asked = { serverName: "Google Calendar", instanceId, redirectUrl: `${APP}/back?a=b&c=d` };
  const { status, answer } = await post("/mcp-server/oauth-url", asked);
  expect(status).toBe(200);
  expect(Object.keys(answer)).toEqual(["oauthUrl"]);
  const end = await consent(answer.oauthUrl, (url) => url.startsWith(APP));
  expect(end.url).toBe(`${APP}/back?a=b&c=d`);
});

it("a guide for calling functions: tools as a model takes them, and the call that it makes", async () => {
  const { serverUrl, instanceId } = await klavis.mcpServer.createServerInstance({
    serverName: "YouTube",
    userId: "1234",
  });
  await klavis.mcpServer.setInstanceAuth({ instanceId, authData: { token: "a-token" } });
  for (const format of ["openai", "gemini"] as const) {
    const { tools = [] } = await klavis.mcpServer.listTools({
      serverUrl,
      connectionType: "StreamableHttp",
      format,
    });
    const [, toolName] = /"name":"(youtube_list\w+)"/.exec(JSON.stringify(tools)) ?? [];
    const called = await klavis.mcpServer.callTools({ serverUrl, toolName: `${toolName}`, toolArgs: {} });
    expect(called).toMatchObject({ success: true, result: { isError: false } });
  }
});

it("a script that makes the address of the consent by itself", async () => {
  const body = { serverName: "GitHub", userId: randomUUID() };
  const { instanceId } = (await post("/mcp-server/instance/create", body)).answer;
  const end = await consent(`${engine.appUrl}/engine/oauth/github/authorize?instance_id=${instanceId}`);
  expect(end.html).toContain("GitHub is connected");
});

it("what the README of the upstream's own client shows, at another address", async () => {
  const body = { serverName: "Fetch URL", userId: "1234" };
  const { serverUrl } = (await post("/mcp-server/instance/create", body)).answer;
  const client = import.meta.resolve("klavis");
  const readme = await readFile(new URL("../../README.md", client), "utf8");
  const [, shown = ""] = /## Usage[^`]+```typescript\n([^`]+)```/.exec(readme) ?? [];
  const filledIn = [
    ['from "klavis"', `from "${client}"`],
    ['apiKey: "YOUR_API_KEY"', `apiKey: "${API_KEY}", environment: "${engine.appUrl}/engine"`],
    ['serverUrl: "serverUrl"', `serverUrl: "${serverUrl}"`],
    ['toolName: "toolName"', 'toolName: "nowhere"'],
    ["await client", "const answer = await client"],
  ].reduce((text, [from = "", to = ""]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, shown);
  const program = `${filledIn}\nconsole.log(JSON.stringify(answer));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program]);
  expect(JSON.parse(stdout)).toEqual({ success: false, error: "Tool nowhere not found" });
});
