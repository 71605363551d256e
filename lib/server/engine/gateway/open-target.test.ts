import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openInstance } from "../store/instances";
import type { Credential, ReadCredential, TargetFactory } from "../targets/port";
import { startEngine, type TestEngine } from "../testing";
import { openTarget } from "./open-target";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function create(): Promise<string> {
  const body = { serverName: "Affinity", userId: randomUUID() };
  const response = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  return (await response.json()).instanceId;
}

const setKey = (instanceId: string, authData: unknown) =>
  engine.api("/mcp-server/instance/set-auth", { method: "POST", body: { instanceId, authData } });

/** What a target is opened with for an instance: the reader, and nothing of what it reads. */
async function openedWith(instanceId: string): Promise<ReadCredential> {
  const instance = await openInstance(engine.db, instanceId);
  if (!instance) throw new Error("no such instance");
  const readers: ReadCredential[] = [];
  const factory: TargetFactory = {
    kind: "remote",
    describe: () => ({ description: "", tools: [] }),
    provider: async () => undefined,
    prepare: async () => {},
    async open(_, readCredential) {
      readers.push(readCredential);
      return {
        serverInfo: { name: "noted", version: "1" },
        capabilities: {},
        listTools: async () => ({ tools: [] }),
        findTool: async () => undefined,
        callTool: async () => ({}),
        close: async () => {},
      };
    },
  };
  const { db, cipher } = engine;
  await openTarget(
    { db, cipher, appUrl: "https://console.example.com", targets: { of: async () => factory } },
    instance,
  );
  const [reader] = readers;
  if (!reader) throw new Error("the target was not opened");
  return reader;
}

it("opens a target with its own instance's credential, as it is when it is read", async () => {
  const [mine, other] = [await create(), await create()];
  const [readMine, readOther] = [await openedWith(mine), await openedWith(other)];
  expect(await readMine()).toBeUndefined();
  await setKey(mine, { api_key: "my key" });
  await setKey(other, { data: { token: "another's", region: "eu" } });
  expect(await readMine()).toEqual<Credential>({ kind: "key", secret: { api_key: "my key" } });
  expect(await readOther()).toEqual({ kind: "key", secret: { data: { token: "another's", region: "eu" } } });
  await engine.api(`/mcp-server/instance/${mine}/auth`, { method: "DELETE" });
  expect(await readMine()).toBeUndefined();
});
