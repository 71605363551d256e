import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineCredential } from "../../db/schema/engine";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const CANARY = "canary-0f6d1c";

async function create(serverName: string): Promise<string> {
  const body = { serverName, userId: randomUUID() };
  const created = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  return (await created.json()).instanceId;
}
const setAuth = (instanceId: string, authData: unknown) =>
  engine.api("/mcp-server/instance/set-auth", { method: "POST", body: { instanceId, authData } });
const isAuthenticated = async (instanceId: string) =>
  (await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).isAuthenticated;

describe("setting an instance's auth", () => {
  it("is refused for an instance that does not exist", async () => {
    for (const id of [randomUUID(), "not-an-id", "\0"]) {
      const response = await setAuth(id, { token: CANARY });
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain(CANARY);
    }
  });

  it.each([
    [undefined],
    [CANARY],
    [{}],
    [{ token: null, api_key: "" }],
    [{ data: {} }],
    [{ token: { deep: CANARY } }],
    [{ password: CANARY }],
  ])("is refused without something to keep, and what was sent is not repeated: %j", async (authData) => {
    const instanceId = await create("Exa");
    const response = await setAuth(instanceId, authData);
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain("authData");
    expect(text).not.toContain(CANARY);
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it("is refused where the service needs none", async () => {
    const instanceId = await create("Hacker News");
    expect((await setAuth(instanceId, { api_key: CANARY })).status).toBe(400);
    expect(await isAuthenticated(instanceId)).toBe(false);
  });

  it.each([[{ token: CANARY }], [{ api_key: CANARY }], [{ data: { user: "ada", password: CANARY } }]])(
    "connects the account with %j and keeps no plain text",
    async (authData) => {
      const instanceId = await create("Postgres");
      expect(await (await setAuth(instanceId, authData)).json()).toMatchObject({ success: true });
      expect(await isAuthenticated(instanceId)).toBe(true);
      expect(JSON.stringify(await engine.db.select().from(engineCredential))).not.toContain(CANARY);
    },
  );
});

describe("an instance's auth", () => {
  it("cannot be read: it would be raw tokens", async () => {
    const instanceId = await create("Exa");
    await setAuth(instanceId, { api_key: CANARY });
    const response = await engine.api(`/mcp-server/instance/${instanceId}/auth`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain(CANARY);
  });

  it("is deleted, as often as one likes, and the instance stays", async () => {
    const instanceId = await create("Exa");
    await setAuth(instanceId, { api_key: CANARY });
    for (const _ of [1, 2]) {
      const response = await engine.api(`/mcp-server/instance/${instanceId}/auth`, { method: "DELETE" });
      expect(await response.json()).toMatchObject({ success: true });
      expect(await isAuthenticated(instanceId)).toBe(false);
    }
    expect(await engine.db.select().from(engineCredential)).not.toContainEqual(
      expect.objectContaining({ instanceId }),
    );
  });
});
