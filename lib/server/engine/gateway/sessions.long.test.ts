import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createRemote, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import { collectedHeap } from "./testing";

let everything: Awaited<ReturnType<typeof startEverything>>;
let engine: TestEngine;
beforeAll(async () => {
  everything = await startEverything("streamableHttp");
  engine = await startEngine({ allowHosts: [everything.host] });
});
afterAll(async () => {
  await engine.stop();
  await everything.stop();
});

const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "soak", version: "1" } },
});

/** Begins a session that nobody uses again. */
async function begin(url: string): Promise<string> {
  const begun = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: INITIALIZE,
  });
  expect(begun.status).toBe(200);
  await begun.text();
  return begun.headers.get("mcp-session-id") ?? "";
}

/** Begins so many at each, and answers how large the heap is after a collection. */
async function abandon(urls: readonly string[], each: number): Promise<number> {
  for (let round = 0; round < each; round += 1) await Promise.all(urls.map(begin));
  return collectedHeap();
}

it("sessions that are abandoned leave no more behind than their bound", async () => {
  const urls: string[] = [];
  for (let user = 0; user < 5; user += 1) {
    const form = { url: everything.url, registration: "none" } as const;
    const created = await createRemote(engine, "Exa", form, { userId: `user ${user}` });
    const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
    await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
    urls.push(created.serverUrl);
  }
  // Until each instance has as many as it may.
  await abandon(urls, 80);
  const first = await abandon(urls, 100);
  const second = await abandon(urls, 100);
  expect(second / first).toBeLessThan(1.05);
});

const HALF = 500;
const AT_A_TIME = 20;
/** Milliseconds after which a session that nobody uses is over. */
const IDLE = 30 * 60_000;

it("a thousand instances, and a session of each that is abandoned, leave nothing behind", {
  timeout: 30 * 60_000,
}, async () => {
  // Half an hour passes at once.
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  const many = await startEngine({ allowHosts: [everything.host], requestsInTenSeconds: 1_000_000 });
  try {
    const form = { url: everything.url, registration: "none" } as const;
    const abandonAtNew = async (instances: number) => {
      const sessions: [url: string, id: string][] = [];
      for (let made = 0; made < instances; made += AT_A_TIME) {
        const some = Array.from({ length: AT_A_TIME }, async () => {
          const { serverUrl } = await createRemote(many, "Exa", form, { userId: randomUUID() });
          sessions.push([serverUrl, await begin(serverUrl)]);
        });
        await Promise.all(some);
      }
      await vi.advanceTimersByTimeAsync(IDLE + 2 * 60_000);
      for (const [url, id] of [sessions[0], sessions.at(-1)] as [string, string][]) {
        const headers = { "mcp-session-id": id, accept: "text/event-stream" };
        expect((await fetch(url, { headers })).status).toBe(404);
      }
      // What the first collection finalizes, the second one frees.
      for (let turn = 0; turn < 3; turn += 1) {
        collectedHeap();
        await setImmediate();
      }
      return collectedHeap();
    };
    // What is loaded and kept once, is.
    await abandonAtNew(AT_A_TIME);
    const [first, second] = [await abandonAtNew(HALF), await abandonAtNew(HALF)];
    expect(second / first, `${first} and ${second} bytes`).toBeLessThan(1.05);
  } finally {
    vi.useRealTimers();
    await many.stop();
  }
});
