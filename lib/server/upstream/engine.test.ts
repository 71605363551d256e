import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { createEngine } from "../engine/engine";
import { API_KEY, startEngine, type TestEngine } from "../engine/testing";
import { createLogger } from "../process/log";
import { createEmbeddedUpstream } from "./embedded";
import { createHttpUpstream } from "./http";
import type { Upstream } from "./port";
import { failureOf } from "./testing";

const log = createLogger("silent");
const common = { timeout: 10_000, log };

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const request = (userId: string, more: Partial<CreateServerRequest> = {}): CreateServerRequest => ({
  serverName: "GitHub",
  userId,
  connectionType: "StreamableHttp",
  legacy: false,
  isReadOnly: false,
  ...more,
});

describe.each([
  [
    "in process",
    (apiKey: string): Upstream => {
      const { db, cipher, appUrl } = engine;
      const { fetch } = createEngine({ db, cipher, appUrl, returnOrigins: [], apiKey: API_KEY, log });
      return createEmbeddedUpstream({ ...common, fetch, baseUrl: `${appUrl}/engine`, apiKey });
    },
  ],
  [
    "over HTTP",
    (apiKey: string): Upstream =>
      createHttpUpstream({ ...common, id: "us", baseUrl: `${engine.appUrl}/engine`, apiKey, rate: 1000 }),
  ],
])("the engine, %s", (way, connect) => {
  const userId = `ana ${way}`;

  test("refuses another key", async () => {
    expect(await failureOf(connect("another-key").listServers())).toMatchObject({
      code: "upstream-unauthorized",
    });
  });

  test("does not know an instance that it never made", async () => {
    const upstream = connect(API_KEY);
    expect(await failureOf(upstream.getInstance(randomUUID()))).toMatchObject({ code: "upstream-not-found" });
  });

  test("says which field is wrong", async () => {
    const error = await failureOf(connect(API_KEY).createInstance(request("")));
    expect(error).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
    expect(error.fields).toHaveProperty("userId");
  });

  test("creates once, also when fifty ask at once, and takes an instance through its life", async () => {
    const upstream = connect(API_KEY);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => upstream.createInstance(request(userId))),
    );
    expect(new Set(answers.map(({ instanceId }) => instanceId)).size).toBe(1);
    const { instanceId, serverUrl, oauthUrl } = await upstream.createInstance(request(userId));
    expect(serverUrl).toMatch(new RegExp(`^${engine.appUrl}/engine/`));
    expect(oauthUrl).toMatch(new RegExp(`^${engine.appUrl}/engine/oauth/github/authorize\\?`));

    expect(await upstream.getInstance(instanceId)).toMatchObject({
      authNeeded: true,
      isAuthenticated: false,
      serverName: "GitHub",
      externalUserId: userId,
    });
    expect(await upstream.updateInstance(instanceId, { isReadOnly: true })).toMatchObject({
      isReadOnly: true,
    });
    expect(await upstream.listUserIntegrations(userId)).toEqual({
      integrations: [{ name: "GitHub", is_authenticated: false }],
    });
    const { users } = await upstream.listUsers({ pageNumber: 1, pageSize: 100 });
    expect(users.map((user) => user.userId)).toContain(userId);

    expect(await upstream.deleteInstance(instanceId)).toMatchObject({ success: true });
    expect(await failureOf(upstream.getInstance(instanceId))).toMatchObject({ code: "upstream-not-found" });
  });

  test("takes a key, and forgets it", async () => {
    const upstream = connect(API_KEY);
    const { instanceId } = await upstream.createInstance(request(userId, { serverName: "Resend" }));
    await upstream.setAuth({ instanceId, authData: { api_key: "re_123456" } });
    expect(await upstream.getInstance(instanceId)).toMatchObject({ isAuthenticated: true });
    await upstream.deleteAuth(instanceId);
    expect(await upstream.getInstance(instanceId)).toMatchObject({ isAuthenticated: false });
  });

  test("lists and runs the tools of a server URL, and of no other's", async () => {
    const upstream = connect(API_KEY);
    const { instanceId, serverUrl } = await upstream.createInstance(request(userId, { serverName: "Slack" }));
    const server = { serverUrl, connectionType: "StreamableHttp" } as const;
    const { success, tools } = await upstream.listTools(server);
    expect([success, tools?.length]).toEqual([true, 6]);
    const call = { ...server, toolName: "slack_list_messages", toolArgs: {} };
    expect(await upstream.callTool(call)).toMatchObject({ success: true, result: { isError: true } });
    await upstream.setAuth({ instanceId, authData: { token: "a-token" } });
    expect(await upstream.callTool(call)).toMatchObject({ success: true, result: { isError: false } });
    const elsewhere = { ...server, serverUrl: "https://mcp.example.com/engine/mcp/x/y" };
    expect(await upstream.listTools(elsewhere)).toMatchObject({ success: false });
    expect(await upstream.callTool({ ...call, ...elsewhere })).toMatchObject({ success: false });
  });

  test("lists every server of the contract with its tools", async () => {
    const { servers } = await connect(API_KEY).listServers();
    expect(servers.map(({ name }) => name)).toEqual([...SERVER_NAMES]);
  });
});
