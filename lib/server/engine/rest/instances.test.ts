import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createServerResponseSchema,
  httpValidationErrorSchema,
  type ValidationError,
} from "@/lib/contracts/klavis/create-instance";
import { getInstanceResponseSchema, getServersResponseSchema } from "@/lib/contracts/klavis/instances";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { engineInstance } from "../../db/schema/engine";
import { sandboxRecord } from "../../db/schema/sandbox";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const post = (body: unknown) => engine.api("/mcp-server/instance/create", { method: "POST", body });

async function create(body: Record<string, unknown>) {
  const response = await post(body);
  expect(response.status).toBe(200);
  return createServerResponseSchema.parse(await response.json());
}

async function read(instanceId: string) {
  const response = await engine.api(`/mcp-server/instance/${instanceId}`);
  expect(response.status).toBe(200);
  return getInstanceResponseSchema.parse(await response.json());
}

async function rejected(response: Response): Promise<ValidationError[]> {
  expect(response.status).toBe(422);
  return httpValidationErrorSchema.parse(await response.json()).detail ?? [];
}

describe("create refuses", () => {
  it("what is missing, by field, with the body as input", async () => {
    expect(await rejected(await post({}))).toEqual([
      { loc: ["body", "serverName"], msg: "Field required", type: "missing", input: {} },
      { loc: ["body", "userId"], msg: "Field required", type: "missing", input: {} },
    ]);
  });

  it.each([
    [{ userId: "" }, "userId", "string_too_short", { min_length: 1 }],
    [{ userId: 7 }, "userId", "string_type", undefined],
    [{ userId: null }, "userId", "string_type", undefined],
    [{ userId: "a".repeat(513) }, "userId", "value_error", expect.anything()],
    [{ userId: "a\0b" }, "userId", "value_error", expect.anything()],
    [{ platformName: "" }, "platformName", "string_too_short", { min_length: 1 }],
    [{ platformName: "\0" }, "platformName", "value_error", expect.anything()],
    [{ connectionType: "Carrier" }, "connectionType", "enum", { expected: "'SSE' or 'StreamableHttp'" }],
    [{ legacy: "maybe" }, "legacy", "bool_parsing", undefined],
    [{ isReadOnly: null }, "isReadOnly", "bool_type", undefined],
    [{ serverName: 3 }, "serverName", "enum", expect.anything()],
  ])("%j", async (part, field, type, ctx) => {
    const [error, ...others] = await rejected(await post({ serverName: "GitHub", userId: "ada", ...part }));
    expect(others).toEqual([]);
    expect(error).toMatchObject({ loc: ["body", field], type, input: Object.values(part)[0] });
    expect(error?.ctx).toEqual(ctx);
  });

  it("a server that the contract does not name, and names those that it does", async () => {
    const [error] = await rejected(await post({ serverName: "Altavista", userId: "ada" }));
    expect(error).toMatchObject({ loc: ["body", "serverName"], type: "enum", input: "Altavista" });
    for (const name of SERVER_NAMES) expect(error?.ctx?.expected).toContain(`'${name}'`);
  });

  it("what is no JSON object", async () => {
    const raw = (body: string) =>
      fetch(`${engine.appUrl}/engine/mcp-server/instance/create`, {
        method: "POST",
        headers: { authorization: "Bearer an-engine-key-for-tests" },
        body,
      });
    expect(await rejected(await raw("{"))).toMatchObject([{ loc: ["body", 1], type: "json_invalid" }]);
    for (const text of ["", "null"]) {
      expect(await rejected(await raw(text))).toMatchObject([{ loc: ["body"], type: "missing" }]);
    }
    for (const text of ["[]", '"GitHub"']) {
      expect(await rejected(await raw(text))).toMatchObject([
        { loc: ["body"], type: "model_attributes_type" },
      ]);
    }
  });

  it("bytes that are no text, and halves of a letter, which would make one user of many", async () => {
    const send = (userId: Buffer) =>
      fetch(`${engine.appUrl}/engine/mcp-server/instance/create`, {
        method: "POST",
        headers: { authorization: "Bearer an-engine-key-for-tests" },
        body: Buffer.concat([Buffer.from('{"serverName":"GitHub","userId":"'), userId, Buffer.from('"}')]),
      });
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]]) {
      const response = await send(Buffer.from(bytes));
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ detail: "There was an error parsing the body" });
    }
    for (const half of ["\\ud800", "\\udfff", "a\\udc00\\ud800"]) {
      const [error] = await rejected(await send(Buffer.from(half)));
      expect(error).toMatchObject({ loc: ["body", "userId"], type: "string_unicode" });
    }
    expect((await send(Buffer.from("\\ud83d\\ude00"))).status).toBe(200);
  });

  it("more than 64 KiB, whether or not the length is declared", async () => {
    const body = JSON.stringify({ serverName: "GitHub", userId: "ada", platformName: "x".repeat(70_000) });
    const headers = { authorization: "Bearer an-engine-key-for-tests" };
    const url = `${engine.appUrl}/engine/mcp-server/instance/create`;
    expect((await fetch(url, { method: "POST", headers, body })).status).toBe(413);
    const stream = new Blob([body]).stream();
    const init = { method: "POST", headers, body: stream, duplex: "half" };
    expect((await fetch(url, init)).status).toBe(413);
  });
});

describe("create", () => {
  it("fills in the contract's defaults", async () => {
    const { instanceId, serverUrl, oauthUrl } = await create({ serverName: "GitHub", userId: "defaults" });
    const [row] = (await engine.db.select().from(engineInstance)).filter(({ id }) => id === instanceId);
    expect(row).toMatchObject({
      serverName: "GitHub",
      platformName: "",
      connectionType: "StreamableHttp",
      legacy: false,
      isReadOnly: false,
    });
    expect(serverUrl).toMatch(`${engine.appUrl}/engine/mcp/${instanceId}/`);
    expect(oauthUrl).toBe(`${engine.appUrl}/engine/oauth/github/authorize?instance_id=${instanceId}`);
  });

  it("understands a name in any of the contract's spellings", async () => {
    const spellings = ["google calendar", "GOOGLE_CALENDAR", "Google-Calendar", "Google Calendar"];
    const ids = new Set<string>();
    for (const serverName of spellings) {
      const { instanceId, oauthUrl } = await create({ serverName, userId: "speller" });
      expect(oauthUrl).toContain("/oauth/gcalendar/authorize?");
      ids.add(instanceId);
    }
    expect(ids.size).toBe(1);
  });

  it("names no OAuth page where there is none", async () => {
    expect((await create({ serverName: "Brave Search", userId: "ada" })).oauthUrl).toBeNull();
    expect((await create({ serverName: "Hacker News", userId: "ada" })).oauthUrl).toBeNull();
  });

  it("keeps an instance's settings when it is asked for again", async () => {
    const identity = { serverName: "Slack", userId: "again" };
    const first = await create({ ...identity, isReadOnly: true, connectionType: "SSE" });
    const second = await create({
      ...identity,
      isReadOnly: false,
      connectionType: "StreamableHttp",
      legacy: true,
    });
    // Both transports answer at either address; what is asked for decides which one is handed out.
    expect(first.serverUrl).toMatch(/\/sse$/);
    expect(second).toEqual({ ...first, serverUrl: first.serverUrl.replace(/\/sse$/, "/mcp") });
    const [row] = (await engine.db.select().from(engineInstance)).filter(({ id }) => id === first.instanceId);
    expect(row).toMatchObject({ isReadOnly: true, connectionType: "SSE", legacy: false });
  });

  it("tells servers, users and platforms apart, and no platform from any", async () => {
    const bodies = [
      { serverName: "Notion", userId: "one" },
      { serverName: "Notion", userId: "two" },
      { serverName: "Linear", userId: "one" },
      { serverName: "Notion", userId: "one", platformName: "app" },
    ];
    const ids = new Set<string>();
    for (const body of bodies) ids.add((await create(body)).instanceId);
    expect(ids.size).toBe(4);
    expect((await create({ serverName: "Notion", userId: "one", platformName: null })).instanceId).toBe(
      (await create({ serverName: "Notion", userId: "one" })).instanceId,
    );
  });

  it("yields one instance with one sandbox to fifty at once", async () => {
    const body = { serverName: "Jira", userId: "crowd@example.com", platformName: "app" };
    const answers = await Promise.all(Array.from({ length: 50 }, () => create(body)));
    expect(new Set(answers.map(({ instanceId }) => instanceId)).size).toBe(1);
    expect(new Set(answers.map(({ serverUrl }) => serverUrl)).size).toBe(1);
    const rows = (await engine.db.select().from(engineInstance)).filter(
      ({ userId }) => userId === body.userId,
    );
    expect(rows).toHaveLength(1);
    const records = await engine.db.select().from(sandboxRecord);
    expect(records.filter(({ instanceId }) => instanceId === rows[0]?.id)).toHaveLength(3);
  });
});

describe("one instance", () => {
  it("is unknown under another id, and invalid under none", async () => {
    for (const [method, suffix, body] of [
      ["GET", "", undefined],
      ["PATCH", "", { isReadOnly: true }],
      ["PATCH", "", {}],
      ["DELETE", "", undefined],
      ["DELETE", "/auth", undefined],
    ] as const) {
      const unknown = await engine.api(`/mcp-server/instance/${randomUUID()}${suffix}`, { method, body });
      expect(unknown.status).toBe(404);
      expect(await unknown.json()).toEqual({ detail: "Server instance not found" });
      const [error] = await rejected(
        await engine.api(`/mcp-server/instance/not-an-id${suffix}`, { method, body }),
      );
      expect(error).toMatchObject({ loc: ["path", "instanceId"], type: "uuid_parsing", input: "not-an-id" });
    }
  });

  it("is answered in the contract's fields", async () => {
    const { instanceId, oauthUrl } = await create({
      serverName: "Gmail",
      userId: "ada/1@x",
      platformName: "app",
    });
    expect(await read(instanceId)).toEqual({
      instanceId,
      authNeeded: true,
      isAuthenticated: false,
      serverName: "Gmail",
      platform: "app",
      externalUserId: "ada/1@x",
      oauthUrl,
    });
  });

  it("says whether its service asks for a sign-in at all", async () => {
    const key = await create({ serverName: "Exa", userId: "ada" });
    expect(await read(key.instanceId)).toMatchObject({
      authNeeded: true,
      isAuthenticated: false,
      oauthUrl: null,
    });
    const none = await create({ serverName: "Fetch URL", userId: "ada" });
    expect(await read(none.instanceId)).toMatchObject({
      authNeeded: false,
      isAuthenticated: false,
      platform: "",
    });
  });

  it("changes to read-only and back; null and nothing change nothing", async () => {
    const { instanceId } = await create({ serverName: "Asana", userId: "ada" });
    const patch = async (body: unknown) =>
      (await engine.api(`/mcp-server/instance/${instanceId}`, { method: "PATCH", body })).json();
    expect(await patch({})).toMatchObject({ instanceId, isReadOnly: false });
    expect(await patch({ isReadOnly: true })).toMatchObject({ instanceId, isReadOnly: true });
    expect(await patch({ isReadOnly: null })).toMatchObject({ instanceId, isReadOnly: true });
    expect(await patch({ isReadOnly: false })).toMatchObject({ instanceId, isReadOnly: false });
  });

  it("refuses changes that the contract does not know", async () => {
    const { instanceId } = await create({ serverName: "Asana", userId: "ada" });
    const patch = (body: unknown) =>
      engine.api(`/mcp-server/instance/${instanceId}`, { method: "PATCH", body });
    expect(await rejected(await patch({ legacy: true }))).toEqual([
      {
        loc: ["body", "legacy"],
        msg: "Extra inputs are not permitted",
        type: "extra_forbidden",
        input: true,
      },
    ]);
    expect(await rejected(await patch({ isReadOnly: "maybe" }))).toMatchObject([
      { type: "bool_parsing", input: "maybe" },
    ]);
  });

  it("tells of a wrong id and a wrong change at once", async () => {
    const body = { isReadOnly: "maybe", legacy: true };
    const response = await engine.api("/mcp-server/instance/xyz", { method: "PATCH", body });
    expect(await rejected(response)).toMatchObject([
      { loc: ["path", "instanceId"], type: "uuid_parsing" },
      { loc: ["body", "isReadOnly"], type: "bool_parsing" },
      { loc: ["body", "legacy"], type: "extra_forbidden" },
    ]);
  });

  it("is gone with its sandbox when it is deleted", async () => {
    const { instanceId } = await create({ serverName: "Box", userId: "leaver" });
    const path = `/mcp-server/instance/${instanceId}`;
    expect(await (await engine.api(path, { method: "DELETE" })).json()).toMatchObject({ success: true });
    expect((await engine.api(path)).status).toBe(404);
    expect((await engine.api(path, { method: "DELETE" })).status).toBe(404);
    const records = await engine.db.select().from(sandboxRecord);
    expect(records.filter((record) => record.instanceId === instanceId)).toEqual([]);
    expect((await create({ serverName: "Box", userId: "leaver" })).instanceId).not.toBe(instanceId);
  });
});

const BUILT_IN: readonly string[] = ["Doc2markdown", "Fetch URL", "Hacker News", "Markdown2doc", "Postgres"];

describe("the servers", () => {
  it("are the contract's, each with its own id, its tools and whether it needs a sign-in", async () => {
    const { servers } = getServersResponseSchema.parse(
      await (await engine.api("/mcp-server/servers")).json(),
    );
    expect(servers.map(({ name }) => name)).toEqual(SERVER_NAMES);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(SERVER_NAMES.length);
    for (const { id, name, tools } of servers) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(tools?.length).toBeGreaterThanOrEqual(BUILT_IN.includes(name) ? 1 : 5);
      for (const tool of tools ?? []) {
        expect(tool.name).toMatch(/^[a-z0-9_]{1,64}$/);
        const isSandbox = tool.description.includes("sandbox data of this instance");
        expect(isSandbox, name).toBe(!BUILT_IN.includes(name));
      }
    }
    const names = servers.flatMap(({ tools }) => tools?.map(({ name }) => name) ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(servers.find(({ name }) => name === "Hacker News")?.authNeeded).toBe(false);
    expect(servers.find(({ name }) => name === "GitHub")?.authNeeded).toBe(true);
  });
});
