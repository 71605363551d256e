import { afterAll, beforeAll, expect, it } from "vitest";
import { createCipher } from "../cipher";
import { openTestDatabase } from "../db/testing";
import { createLogger } from "../process/log";
import { createEngine, type Engine } from "./engine";
import { serverUrl } from "./urls";

const APP_URL = "http://localhost:3000";
const API_KEY = "a-canary-key-9c41";
const ID = "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";
const cipher = createCipher("a secret of thirty-two bytes or more");

/** One whose database answers no more, and one that is well. */
let engine: Engine;
let well: Engine;
let closeWell: () => Promise<void>;
const lines: string[] = [];
beforeAll(async () => {
  const log = createLogger("debug", { write: (line) => void lines.push(line) });
  const options = { cipher, appUrl: APP_URL, returnOrigins: [], apiKey: API_KEY, log };
  const { db, close } = await openTestDatabase();
  engine = createEngine({ db, ...options });
  await close();
  const other = await openTestDatabase();
  well = createEngine({ db: other.db, ...options, hosts: ["patchbay:3000"] });
  closeWell = other.close;
});
afterAll(async () => {
  await closeWell();
  expect(lines.join("\n")).not.toContain(API_KEY);
});

const request = (url: string, { fetch } = engine) =>
  fetch(new Request(url, { headers: { authorization: `Bearer ${API_KEY}`, host: "localhost:3000" } }));

it("answers a plain 500 where its database fails, and logs why under the same request id", async () => {
  for (const url of [
    `${APP_URL}/engine/mcp-server/instance/${ID}`,
    serverUrl(APP_URL, cipher, ID, "StreamableHttp"),
  ]) {
    const response = await request(url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ detail: "Internal Server Error" });
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
      requestId: response.headers.get("x-request-id"),
      err: { stack: expect.anything() },
    });
  }
});

it("shows people a page of it", async () => {
  const response = await request(`${APP_URL}/engine/oauth/github/authorize?instance_id=${ID}`);
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("Something went wrong");
});

it("answers in process as over HTTP", async () => {
  const response = await request(`${APP_URL}/engine/mcp-server/servers`, well);
  expect(response.status).toBe(200);
});

it("answers under its own name and the named ones alone, whatever is asked for", async () => {
  const { paths } = await (await request(`${APP_URL}/engine/openapi.json`, well)).json();
  const asked = Object.entries<Record<string, unknown>>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.replace(/\{[^}]*\}/g, ID)] as const),
  );
  expect(asked.length).toBeGreaterThan(20);
  const pages = ["/openapi.json", "/oauth/callback", `/connect/${ID}`, "/sandbox/authorize", "/nothing/here"];
  for (const [method, path] of [...asked, ...pages.map((page) => ["GET", page] as const)]) {
    const under = (host: string) =>
      well.fetch(
        new Request(`${APP_URL}${path.startsWith("/engine") ? "" : "/engine"}${path}`, {
          method,
          headers: { authorization: `Bearer ${API_KEY}`, host },
        }),
      );
    for (const host of [
      "evil.example",
      "evil.example:3000",
      "localhost",
      "localhost:3000.evil.example",
      "",
    ]) {
      const refused = await under(host);
      expect(refused.status, `${method} ${path} at ${host}`).toBe(403);
      expect((await refused.json()).detail).toContain("ENGINE_HOSTS");
    }
    for (const host of ["LOCALHOST:3000", "patchbay:3000"]) {
      expect((await under(host)).status, `${method} ${path} at ${host}`).not.toBe(403);
    }
  }
});
