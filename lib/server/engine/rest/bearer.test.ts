import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";

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
