import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { API_KEY, startEngine, type TestEngine } from "../testing";
import type { ApiKey, KeyUse } from "./api-keys";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const ID = "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";
const ROUTES = [
  ["POST", "/mcp-server/instance/create"],
  ["GET", `/mcp-server/instance/${ID}`],
  ["PATCH", `/mcp-server/instance/${ID}`],
  ["DELETE", `/mcp-server/instance/${ID}`],
  ["DELETE", `/mcp-server/instance/${ID}/auth`],
  ["POST", "/mcp-server/instance/set-auth"],
  ["GET", "/mcp-server/servers"],
  ["GET", "/user/"],
  ["GET", "/user"],
  ["GET", "/user/ada/integrations"],
] as const;

describe("the API key", () => {
  const call = (method: string, path: string, authorization?: string) =>
    fetch(`${engine.appUrl}/engine${path}`, { method, headers: authorization ? { authorization } : {} });

  it.each(ROUTES)("is required by %s %s", async (method, path) => {
    const missing = await call(method, path);
    expect(missing.status).toBe(401);
    expect(missing.headers.get("www-authenticate")).toBe("Bearer");
    expect(await missing.json()).toEqual({ detail: "Not authenticated" });
    for (const other of ["Basic YWRhOmFkYQ==", "Bearer ", "an-engine-key-for-tests"]) {
      expect((await call(method, path, other)).status).toBe(401);
    }
    for (const wrong of ["wrong", "an-engine-key-for-test", "an-engine-key-for-tests1"]) {
      const refused = await call(method, path, `Bearer ${wrong}`);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toEqual({ detail: "Invalid API key" });
    }
  });

  it("is not needed to learn that a path outside of the API does not exist", async () => {
    const response = await call("GET", "/elsewhere");
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ detail: expect.stringContaining("/engine/elsewhere") });
  });
});

describe("keys beside the first", () => {
  const uses: KeyUse[] = [];
  const keys: Record<string, Partial<ApiKey>> = {
    "of-another-account": { account: "team", scopes: ["read", "create"] },
    "of-the-same-account": { scopes: ["read", "create"] },
    "that-only-reads": { scopes: ["read"] },
    "with-secrets": { scopes: ["secrets"] },
    "told-of-in-vain": {
      scopes: ["secrets"],
      tell: async () => {
        throw new Error("the record is away");
      },
    },
    "that-was-revoked": { scopes: ["read"], refusal: "This API key was revoked" },
  };
  let own: TestEngine;
  beforeAll(async () => {
    own = await startEngine({
      findKey: async (secret) => {
        const key = keys[secret];
        const tell = async (use: KeyUse) => void uses.push(use);
        const told = ["create", "call", "admin", "secrets"] as const;
        return key && { id: secret, account: "main", scopes: [], told, tell, ...key };
      },
      onSecretsRead: async (use) => void uses.push(use),
    });
  });
  afterAll(() => own.stop());
  beforeEach(() => void uses.splice(0));

  const ask = async (
    key: string,
    path: string,
    { method = "GET", body }: { method?: string; body?: object } = {},
  ) => {
    const response = await fetch(`${own.appUrl}/engine${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: await response.json() };
  };
  const create = (key: string) =>
    ask(key, "/mcp-server/instance/create", { method: "POST", body: { serverName: "Exa", userId: "ada" } });

  it("open nothing where nobody knows them, or once they are no good, and say so", async () => {
    expect(await ask("unknown", "/user/")).toEqual({ status: 403, answer: { detail: "Invalid API key" } });
    expect(await ask("that-was-revoked", "/user/")).toEqual({
      status: 403,
      answer: { detail: "This API key was revoked" },
    });
    expect(uses).toEqual([]);
  });

  it("do what their scopes say", async () => {
    expect((await ask("that-only-reads", "/user/")).status).toBe(200);
    for (const [method, path] of [
      ["POST", "/mcp-server/instance/create"],
      ["POST", "/mcp-server/call-tool"],
      ["GET", `/mcp-server/instance/${ID}/auth`],
    ] as const) {
      const { status, answer } = await ask("that-only-reads", path, { method });
      expect([status, answer.detail]).toEqual([403, expect.stringMatching(/lacks the scope "\w+"/)]);
    }
  });

  it("share the instances of their account, and see none of another", async () => {
    const mine = (await create("of-the-same-account")).answer.instanceId;
    const theirs = (await create("of-another-account")).answer.instanceId;
    expect((await create(API_KEY)).answer.instanceId).toBe(mine);
    expect((await create("of-the-same-account")).answer.instanceId).toBe(mine);
    expect((await create("of-another-account")).answer.instanceId).toBe(theirs);
    expect(theirs).not.toBe(mine);
    for (const [key, id] of [
      ["of-another-account", mine],
      ["of-the-same-account", theirs],
      [API_KEY, theirs],
    ] as const) {
      const path = `/mcp-server/instance/${id}`;
      expect((await ask(key, path)).status).toBe(404);
      expect((await ask(key, path, { method: "DELETE" })).status).toBe(404);
    }
  });

  it("are told of for more than reading, with what they named", async () => {
    const { answer } = await create("of-the-same-account");
    await ask("of-the-same-account", `/mcp-server/instance/${answer.instanceId}`);
    await ask("of-the-same-account", `/mcp-server/instance/${ID}`, { method: "DELETE" });
    expect(uses).toMatchObject([
      { operation: "createServerInstance", status: 200, userId: "ada", instanceId: answer.instanceId },
      { operation: "deleteServerInstance", status: 404, instanceId: ID },
    ]);
    expect(JSON.stringify(uses)).not.toContain(answer.serverUrl);
  });

  it("are told of for what they are refused: a scope that they lack, and a misfit", async () => {
    await ask("of-the-same-account", `/mcp-server/instance/${ID}/auth`);
    await ask("of-the-same-account", "/mcp-server/instance/set-auth", { method: "POST", body: { a: "b" } });
    await ask("of-the-same-account", "/mcp-server/instance/nobody", { method: "DELETE" });
    await ask("of-the-same-account", "/mcp-server/instance/nobody");
    expect(uses).toMatchObject([
      { operation: "getInstanceAuthData", status: 403, instanceId: ID },
      { operation: "setInstanceAuth", status: 422 },
      { operation: "deleteServerInstance", status: 422, instanceId: "nobody" },
    ]);
  });

  it("read raw credentials only where that is kept in the record, and so does the first", async () => {
    const { answer } = await create(API_KEY);
    const path = `/mcp-server/instance/${answer.instanceId}/auth`;
    expect((await ask("with-secrets", path)).status).toBe(200);
    expect((await ask(API_KEY, path)).status).toBe(200);
    expect(uses.map(({ operation }) => operation)).toEqual(["getInstanceAuthData", "getInstanceAuthData"]);
    expect(await ask("told-of-in-vain", path)).toEqual({
      status: 500,
      answer: { detail: "Internal Server Error" },
    });
  });
});

describe("a path that is there for other methods", () => {
  it.each([
    ["PUT", `/mcp-server/instance/${ID}`, "GET, PATCH, DELETE"],
    ["PUT", "/mcp-server/instance/create", "POST"],
    ["DELETE", "/user/", "GET"],
    ["POST", "/openapi.json", "GET"],
    ["POST", "/oauth/github/authorize", "GET"],
    ["DELETE", "/oauth/callback", "GET"],
  ])("%s %s is 405 and says which", async (method, path, allow) => {
    const response = await engine.api(path, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(await response.json()).toEqual({ detail: "Method Not Allowed" });
  });
});

describe("every answer", () => {
  it("has a request id and stays out of caches", async () => {
    for (const path of ["/user", "/mcp/nothing/here", "/oauth/callback", "/elsewhere"]) {
      const response = await fetch(`${engine.appUrl}/engine${path}`, {
        headers: { "x-request-id": "abc-123" },
      });
      expect(response.headers.get("x-request-id")).toBe("abc-123");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});
