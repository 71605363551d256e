import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRemote, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import { collectedHeap } from "./testing";

const MINUTE = 60_000;
const FORM = { registration: "none" } as const;

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

/** A server URL that has an account, of a user of its own. */
async function serverUrlOf(userId: string): Promise<string> {
  const created = await createRemote(engine, "Exa", { url: everything.url, ...FORM }, { userId });
  const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
  return created.serverUrl;
}

async function open(serverUrl: string, mode: "auto" | "legacy"): Promise<Client> {
  const client = new Client({ name: "soak", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(serverUrl)));
  return client;
}

it("five minutes of calls leave nothing behind", { timeout: 15 * MINUTE }, async () => {
  const serverUrl = await serverUrlOf("a user");
  const clients = await Promise.all([open(serverUrl, "auto"), open(serverUrl, "legacy")]);
  let calls = 0;
  const callFor = async (milliseconds: number) => {
    const end = Date.now() + milliseconds;
    await Promise.all(
      clients.map(async (client) => {
        while (Date.now() < end) {
          calls += 1;
          const message = `call ${calls}`;
          const { content } = await client.callTool({ name: "echo", arguments: { message } });
          expect(JSON.stringify(content)).toContain(message);
        }
      }),
    );
    return collectedHeap();
  };
  await callFor(MINUTE / 2);
  const first = await callFor(2.5 * MINUTE);
  const second = await callFor(2.5 * MINUTE);
  expect(second / first, `${calls} calls`).toBeLessThan(1.05);
  for (const client of clients) await client.close();
});
