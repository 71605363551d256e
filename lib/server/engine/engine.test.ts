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
  well = createEngine({ db: other.db, ...options });
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
