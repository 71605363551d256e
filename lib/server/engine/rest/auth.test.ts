import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineCredential } from "../../db/schema/engine-credential";
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
  it("is not read with a key that lacks the scope for raw tokens", async () => {
    const limited = await startEngine({ scopes: ["create", "read", "call", "admin"] });
    try {
      const body = { userId: "ada", serverName: "Exa", authData: { api_key: CANARY } };
      await limited.api("/user/set-auth", { method: "POST", body });
      const made = { serverName: "Exa", userId: "ada" };
      const created = await limited.api("/mcp-server/instance/create", { method: "POST", body: made });
      const { instanceId } = await created.json();
      for (const path of [`/mcp-server/instance/${instanceId}/auth`, "/user/ada/auth/Exa"]) {
        const response = await limited.api(path);
        expect(response.status).toBe(403);
        const text = await response.text();
        expect(text).toContain("secrets");
        expect(text).not.toContain(CANARY);
      }
    } finally {
      await limited.stop();
    }
  });

  it("is read with that scope, as it was set", async () => {
    const instanceId = await create("Exa");
    const read = async () => (await engine.api(`/mcp-server/instance/${instanceId}/auth`)).json();
    expect(await read()).toEqual({ success: false, error: "No authentication data" });
    await setAuth(instanceId, { api_key: CANARY });
    expect(await read()).toEqual({ success: true, authData: { api_key: CANARY } });
    const unknown = await engine.api(`/mcp-server/instance/${randomUUID()}/auth`);
    expect(unknown.status).toBe(404);
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
