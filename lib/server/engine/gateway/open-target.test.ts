import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineInstance } from "../../db/schema/engine";
import { createLogger } from "../../process/log";
import { openInstance } from "../store/read-instances";
import { listAllTools } from "../targets/list-all-tools";
import type { Credential, ReadCredential, TargetFactory } from "../targets/port";
import { startEngine, type TestEngine } from "../testing";
import { createLedger } from "./ledger";
import { openTarget } from "./open-target";
import { factoryOf, listedTarget, MANY_TOOLS, silentTarget } from "./testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function create(more: object = {}): Promise<string> {
  const body = { serverName: "Affinity", userId: randomUUID(), ...more };
  const response = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  return (await response.json()).instanceId;
}

/** Nothing has changed, and nobody calls too often. */
const OPEN = { review: async () => new Set<string>(), takeCall: async () => undefined };

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
    consent: async () => undefined,
    seeds: () => [],
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
  const targets = { of: async () => factory, behind: () => factory };
  const log = createLogger("silent");
  const ledger = createLedger({ db, log });
  await openTarget(
    { db, cipher, appUrl: "https://console.example.com", targets, ledger, ...OPEN, log },
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

describe("an instance with three hundred tools", () => {
  const names = async (id: string, tools = MANY_TOOLS, target = listedTarget(tools).target) => {
    const instance = await openInstance(engine.db, id);
    if (!instance) throw new Error("no such instance");
    const { db, cipher, appUrl } = engine;
    const log = createLogger("silent");
    const ledger = createLedger({ db, log });
    const context = {
      db,
      cipher,
      appUrl,
      targets: { of: async () => factoryOf(target), behind: () => factoryOf(target) },
      ledger,
      ...OPEN,
      log,
    };
    const opened = await openTarget(context, instance);
    return (await listAllTools(opened, { requestId: "a-request" })).map(({ name }) => name);
  };

  it("is discovered step by step, and stays so when it has fewer", async () => {
    const id = await create();
    expect(await names(id)).toContain("execute_action");
    expect(await names(id, MANY_TOOLS.slice(0, 3))).toContain("execute_action");
  });

  it("keeps its list where it had a hundred when it was first listed, asked for it, or is from before", async () => {
    const [id, old] = [await create(), await create()];
    expect(await names(id, MANY_TOOLS.slice(0, 100))).toHaveLength(100);
    expect(await names(id)).toHaveLength(300);
    const legacy = await create({ legacy: true });
    expect(await names(legacy)).toHaveLength(300);
    await engine.db.update(engineInstance).set({ discovers: false }).where(eq(engineInstance.id, old));
    expect(await names(old)).toHaveLength(300);
  });

  it("is undecided as long as nothing is listed", async () => {
    const id = await create();
    await expect(names(id, [], silentTarget())).rejects.toMatchObject({ message: "Not today" });
    expect(await names(id)).toContain("execute_action");
  });
});
