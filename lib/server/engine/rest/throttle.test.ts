import { afterEach, expect, it } from "vitest";
import { API_KEY, startEngine, type TestEngine } from "../testing";

const engines: TestEngine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
});

async function start(requestsInTenSeconds: number) {
  const engine = await startEngine({ requestsInTenSeconds });
  engines.push(engine);
  return engine;
}

it("refuses what a key sends beyond its limit, and says when to come again", async () => {
  const engine = await start(3);
  const statuses: number[] = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await engine.api("/user/")).status);
  expect(statuses).toEqual([200, 200, 200]);
  for (const path of ["/user/", "/mcp-server/servers", "/mcp-server/nowhere"]) {
    const refused = await engine.api(path);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(10);
    expect(await refused.json()).toEqual({ detail: expect.stringContaining("Too many requests") });
  }
});

it("counts no request with a wrong key, and holds up neither pages nor MCP", async () => {
  const engine = await start(1);
  for (let i = 0; i < 3; i += 1) {
    const headers = { authorization: "Bearer wrong" };
    expect((await fetch(`${engine.appUrl}/engine/user/`, { headers })).status).toBe(403);
  }
  expect((await engine.api("/user/")).status).toBe(200);
  expect((await engine.api("/user/")).status).toBe(429);
  expect((await fetch(`${engine.appUrl}/engine/oauth/github/authorize`)).status).toBe(404);
  expect((await fetch(`${engine.appUrl}/engine/openapi.json`)).status).toBe(200);
});

it("counts in the database, for every process that uses it", async () => {
  const engine = await start(2);
  const other = engine.another();
  const ask = () =>
    other.fetch(
      new Request(`${engine.appUrl}/engine/user/`, { headers: { authorization: `Bearer ${API_KEY}` } }),
    );
  expect((await engine.api("/user/")).status).toBe(200);
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(429);
  expect((await engine.api("/user/")).status).toBe(429);
});

it("does not count the console in the same process, whose calls hold up no key either", async () => {
  const engine = await start(1);
  const other = engine.another();
  const ask = () =>
    new Request(`${engine.appUrl}/engine/user/`, { headers: { authorization: `Bearer ${API_KEY}` } });
  for (let i = 0; i < 3; i += 1) expect((await other.fetchUncounted(ask())).status).toBe(200);
  expect((await engine.api("/user/")).status).toBe(200);
  expect((await other.fetch(ask())).status).toBe(429);
});
