import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
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
    expect(await failureOf(connect("another-key").users({ page: 1, size: 10 }))).toMatchObject({
      code: "upstream-unauthorized",
    });
  });

  test("does not know an instance that it never made", async () => {
    const upstream = connect(API_KEY);
    const id = randomUUID();
    expect([await upstream.observe(id), await upstream.remove(id)]).toEqual(["gone", "unknown"]);
  });

  test("says which field is wrong", async () => {
    const error = await failureOf(connect(API_KEY).create(request("")));
    expect(error).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
    expect(error.fields).toHaveProperty("userId");
  });

  test("creates once, also when fifty ask at once, and takes an instance through its life", async () => {
    const upstream = connect(API_KEY);
    const answers = await Promise.all(Array.from({ length: 50 }, () => upstream.create(request(userId))));
    expect(new Set(answers.map(({ instanceId }) => instanceId)).size).toBe(1);
    const { instanceId, serverUrl, oauthUrl } = await upstream.create(request(userId));
    expect(serverUrl).toMatch(new RegExp(`^${engine.appUrl}/engine/`));
    expect(oauthUrl).toMatch(new RegExp(`^${engine.appUrl}/engine/oauth/github/authorize\\?`));

    expect(await upstream.observe(instanceId)).toEqual({ account: "wanted", userId, oauthUrl });
    expect(await upstream.update(instanceId, { isReadOnly: true })).toEqual({ isReadOnly: true });
    expect(await upstream.integrations(userId)).toEqual([{ serverName: "GitHub", connected: false }]);
    const { users } = await upstream.users({ page: 1, size: 100 });
    expect(users.map((user) => user.userId)).toContain(userId);

    expect(await upstream.remove(instanceId)).toBe("removed");
    expect(await upstream.observe(instanceId)).toBe("gone");
    expect(await upstream.remove(instanceId)).toBe("unknown");
  });

  test("takes a key, and forgets it", async () => {
    const upstream = connect(API_KEY);
    const { instanceId } = await upstream.create(request(userId, { serverName: "Resend" }));
    await upstream.setKey(instanceId, "re_123456");
    expect(await upstream.observe(instanceId)).toMatchObject({ account: "connected" });
    expect(await upstream.disconnect(instanceId)).toBe("removed");
    expect(await upstream.observe(instanceId)).toMatchObject({ account: "wanted" });
  });

  test("lists and runs the tools of a server URL, and of no other's", async () => {
    const upstream = connect(API_KEY);
    const { instanceId, serverUrl } = await upstream.create(request(userId, { serverName: "Slack" }));
    const server = { serverUrl, connectionType: "StreamableHttp" } as const;
    expect((await upstream.tools(server)).tools).toHaveLength(6);
    const call = { ...server, name: "slack_list_messages", arguments: {} };
    expect(await upstream.call(call)).toMatchObject({ isError: true });
    await upstream.setKey(instanceId, "a-token");
    expect(await upstream.call(call)).toMatchObject({ isError: false });
    const elsewhere = { ...server, serverUrl: "https://mcp.example.com/engine/mcp/x/y" };
    expect(await failureOf(upstream.tools(elsewhere))).toMatchObject({ code: "upstream-rejected" });
    expect(await failureOf(upstream.call({ ...call, ...elsewhere }))).toMatchObject({
      code: "upstream-rejected",
    });
  });
});
