import { randomUUID } from "node:crypto";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const post = async (path: string, body: object) => {
  const response = await engine.api(`/mcp-server/${path}`, { method: "POST", body });
  return { status: response.status, ...(await response.json()) };
};
const create = (body: object = {}) => post("strata/create", { userId: randomUUID(), ...body });
const read = async (path: string, method = "GET") => {
  const response = await engine.api(`/mcp-server/strata/${path}`, { method });
  return { status: response.status, ...(await response.json()) };
};

/** What one of the five tools answers at a server URL, over the API. */
const ask = async (serverUrl: string, toolName: string, toolArgs: object) =>
  post("call-tool", { serverUrl, toolName, toolArgs });
const execute = (serverUrl: string, server_name: string, action_name: string, args = {}) =>
  ask(serverUrl, "execute_action", { server_name, action_name, body_schema: JSON.stringify(args) });

describe("what is refused", () => {
  it("is a Strata that is not there, another's, and a server that it does not have", async () => {
    const { strataId } = await create({ servers: ["GitHub"] });
    for (const id of [randomUUID(), "nobody", "%00", `${strataId}x`]) {
      expect(await read(id)).toEqual({ status: 404, detail: "Strata not found" });
    }
    const elsewhere = { status: 404, detail: "This Strata does not have Gmail" };
    expect(await read(`${strataId}/auth/Gmail`)).toEqual(elsewhere);
    expect(await read(`${strataId}/raw-actions?server=Gmail`)).toEqual(elsewhere);
    const authData = { token: "a-token" };
    expect(await post("strata/set-auth", { strataId, serverName: "Gmail", authData })).toEqual(elsewhere);
  });

  it("is what does not fit, in pydantic's words", async () => {
    const { detail } = await create({ servers: ["GitHub", "Nothing"] });
    expect(detail).toMatchObject([
      { loc: ["body", "servers", "list[str-enum[McpServerName]]", 1], type: "enum" },
      { loc: ["body", "servers", "literal['ALL']"], type: "literal_error" },
    ]);
    expect(await create({ userId: "" })).toMatchObject({ status: 422 });
    expect(await create({ userId: "a\0b" })).toMatchObject({ status: 422 });
  });

  it("is a server elsewhere, before anything is made", async () => {
    const userId = randomUUID();
    const externalServers = [{ name: "mine", url: "https://mcp.example.com" }];
    expect(await create({ userId, servers: ["GitHub"], externalServers })).toMatchObject({ status: 400 });
    expect((await engine.api(`/user/${userId}`)).status).toBe(404);
  });

  it("is an address with another's key", async () => {
    const { strataServerUrl, strataId } = await create({ servers: ["GitHub"] });
    const instance = await post("instance/create", { serverName: "GitHub", userId: "ada" });
    const key = (url: string) => url.split("/").at(-2);
    const base = `${engine.appUrl}/engine/mcp`;
    for (const url of [
      `${base}/${strataId}/${key(instance.serverUrl)}/mcp`,
      `${base}/${instance.instanceId}/${key(strataServerUrl)}/mcp`,
    ]) {
      expect((await fetch(url, { method: "POST" })).status).toBe(404);
      expect(await post("list-tools", { serverUrl: url })).toMatchObject({ success: false });
    }
  });

  it("is HTTP+SSE", async () => {
    const { strataServerUrl } = await create({ servers: ["GitHub"] });
    const response = await fetch(strataServerUrl.replace(/mcp$/, "sse"));
    expect(response.status).toBe(405);
  });
});

describe("a Strata", () => {
  it("is the same for the same user and servers, and another one for others", async () => {
    const userId = randomUUID();
    const make = (servers: unknown, more = {}) => create({ userId, servers, ...more });
    const all = await Promise.all([1, 2, 3, 4].map(() => make(["GitHub", "Gmail"])));
    const first = all[0];
    for (const one of all) expect(one).toEqual(first);
    expect(await make(["gmail", "GITHUB", "github"])).toEqual(first);
    expect(first.addedServers).toEqual(["GitHub", "Gmail"]);
    const others = [
      await make(["GitHub"]),
      await make(null),
      await make(["GitHub", "Gmail"], { enableAuthHandling: false }),
      await create({ servers: ["GitHub", "Gmail"] }),
    ];
    expect(new Set([first, ...others].map(({ strataId }) => strataId)).size).toBe(5);
  });

  it("holds all servers that there are", async () => {
    const { addedServers, strataServerUrl } = await create({ servers: "ALL" });
    expect(addedServers).toHaveLength(96);
    const { tools } = await post("list-tools", { serverUrl: strataServerUrl });
    expect(tools).toHaveLength(5);
  });

  it("gets servers and loses them, at the same address", async () => {
    const { strataId, strataServerUrl } = await create({ servers: ["GitHub"] });
    expect(await post("strata/add", { strataId, servers: ["Gmail", "GitHub"] })).toEqual({
      status: 200,
      addedServers: ["Gmail"],
      addedExternalServers: [],
      oauthUrls: { Gmail: expect.stringContaining("/oauth/gmail/authorize?instance_id=") },
      apiKeyUrls: {},
    });
    const servers = async () => {
      const { connectedServers } = await read(strataId);
      const { result } = await ask(strataServerUrl, "discover_server_actions", {
        user_query: "list",
        server_names: connectedServers,
      });
      expect(result.isError).toBe(false);
      return connectedServers;
    };
    expect(await servers()).toEqual(["GitHub", "Gmail"]);
    const removed = await read(`${strataId}/servers?servers=Gmail&servers=Slack`, "DELETE");
    expect(removed).toMatchObject({ deletedServers: ["Gmail"], deletedExternalServers: [] });
    expect(await servers()).toEqual(["GitHub"]);
    expect(await execute(strataServerUrl, "Gmail", "gmail_list_messages")).toMatchObject({
      result: { isError: true, content: [{ text: expect.stringContaining('No server is called "Gmail"') }] },
    });
    expect(await read(`${strataId}/servers?servers=ALL`, "DELETE")).toMatchObject({
      deletedServers: ["GitHub"],
    });
    expect(await read(strataId)).toMatchObject({ connectedServers: [] });
  });

  it("is gone with its user, and loses a server with its instance", async () => {
    const userId = randomUUID();
    const { strataId, strataServerUrl } = await create({ userId, servers: ["GitHub", "Gmail"] });
    const { instanceId } = await post("instance/create", { serverName: "Gmail", userId });
    await engine.api(`/mcp-server/instance/${instanceId}`, { method: "DELETE" });
    expect(await read(strataId)).toMatchObject({ connectedServers: ["GitHub"] });
    await engine.api(`/user/${userId}`, { method: "DELETE" });
    expect((await read(strataId)).status).toBe(404);
    expect((await fetch(strataServerUrl, { method: "POST" })).status).toBe(404);
  });

  it("reaches each account as its own instance does, and says of each how it is connected", async () => {
    const userId = randomUUID();
    const { strataId, strataServerUrl, oauthUrls } = await create({ userId, servers: ["GitHub", "Exa"] });
    expect(Object.keys(oauthUrls)).toEqual(["GitHub"]);
    expect(await execute(strataServerUrl, "GitHub", "github_list_issues")).toMatchObject({
      success: true,
      result: { isError: true, content: [{ text: expect.stringContaining("is not connected for") }] },
    });
    const failure = { server_name: "GitHub", intention: "get_auth_url" };
    const told = await ask(strataServerUrl, "handle_auth_failure", failure);
    expect(JSON.stringify(told)).toContain(`${engine.appUrl}/engine/connect/`);
    const authData = { token: "a-token" };
    await post("strata/set-auth", { strataId, serverName: "GitHub", authData });
    expect(await read(`${strataId}/auth/GitHub`)).toMatchObject({ authData, isAuthenticated: true });
    expect(await execute(strataServerUrl, "GitHub", "github_list_issues", { limit: 1 })).toMatchObject({
      result: { isError: false },
    });
    expect((await read(strataId)).oauthUrls).toEqual({});

    const { instanceId } = await post("instance/create", { serverName: "GitHub", userId });
    const path = `/mcp-server/instance/${instanceId}`;
    await engine.api(path, { method: "PATCH", body: { isReadOnly: true } });
    const write = await execute(strataServerUrl, "GitHub", "github_create_issue", { title: "A title" });
    expect(write).toMatchObject({
      success: false,
      error: expect.stringContaining("This instance is read-only"),
    });
    expect(await read(`${strataId}/auth/GitHub`, "DELETE")).toMatchObject({ success: true });
    expect(await read(`${strataId}/auth/GitHub`)).toMatchObject({ success: false, isAuthenticated: false });
  });

  it("speaks MCP in both revisions, with five tools or four", async () => {
    for (const mode of ["legacy", { pin: "2026-07-28" }] as const) {
      for (const enableAuthHandling of [true, false]) {
        const { strataServerUrl } = await create({ servers: ["Hacker News", "GitHub"], enableAuthHandling });
        const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
        await client.connect(new StreamableHTTPClientTransport(new URL(strataServerUrl)));
        const { tools } = await client.listTools();
        expect(tools).toHaveLength(enableAuthHandling ? 5 : 4);
        const found = await client.callTool({
          name: "discover_server_actions",
          arguments: { user_query: "create an issue", server_names: ["GitHub"] },
        });
        expect(found.structuredContent).toMatchObject({
          servers: [
            { actions: expect.arrayContaining([expect.objectContaining({ name: "github_create_issue" })]) },
          ],
        });
        const details = await client.callTool({
          name: "get_action_details",
          arguments: { server_name: "GitHub", action_name: "github_create_issue" },
        });
        expect(details.structuredContent).toMatchObject({ inputSchema: { type: "object" } });
        await client.close();
      }
    }
  });
});
