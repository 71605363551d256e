import { afterAll, beforeAll, expect, it } from "vitest";
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

/** Begins sessions that nobody uses again, and answers how large the heap is after a collection. */
async function abandon(urls: readonly string[], each: number): Promise<number> {
  for (let round = 0; round < each; round += 1) {
    await Promise.all(
      urls.map(async (url) => {
        const begun = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
          body: INITIALIZE,
        });
        expect(begun.status).toBe(200);
        await begun.text();
      }),
    );
  }
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
