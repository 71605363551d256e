import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_DATABASES } from "../../db/testing";
import { createLogger } from "../../process/log";
import type { Engine } from "../engine";
import { readStandings } from "../store/read-instances";
import { createRemote, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import { createWatch } from "./watch";

const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "hand", version: "1" } },
});
const LIST = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/list" });
const HEADERS = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  "mcp-protocol-version": "2025-11-25",
};
type Made = { instanceId: string; serverUrl: string };

describe.each(TEST_DATABASES)("on %s, what is open", (_, openDatabase) => {
  let everything: Awaited<ReturnType<typeof startEverything>>;
  let engine: TestEngine;
  let near: Engine;
  let far: Engine;
  beforeAll(async () => {
    everything = await startEverything("streamableHttp");
    engine = await startEngine({ allowHosts: [everything.host], open: openDatabase });
    [near, far] = [engine.another(), engine.another()];
  });
  afterAll(async () => {
    await engine.stop();
    await everything.stop();
  });

  async function remote(): Promise<Made> {
    const form = { url: everything.url, registration: "key", keyHeader: "x-key: {key}" } as const;
    const created = await createRemote(engine, "Exa", form, { userId: crypto.randomUUID() });
    const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
    const answer = await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
    expect(await answer.json()).toMatchObject({ success: true });
    return created;
  }

  const ask = (url: string, init: RequestInit) =>
    near.fetch(new Request(url, { ...init, headers: { host: new URL(url).host, ...init.headers } }));

  async function begin(url: string): Promise<string> {
    const begun = await ask(url, { method: "POST", headers: HEADERS, body: INITIALIZE });
    await begun.text();
    return begun.headers.get("mcp-session-id") ?? "";
  }

  /** Opens a stream of an instance, and tells whether it has ended. */
  async function open(transport: "http" | "sse", { serverUrl }: Made) {
    const controller = new AbortController();
    const { signal } = controller;
    const accept = "text/event-stream";
    const response =
      transport === "sse"
        ? await ask(serverUrl.replace(/mcp$/, "sse"), { headers: { accept }, signal })
        : await ask(serverUrl, {
            headers: { ...HEADERS, accept, "mcp-session-id": await begin(serverUrl) },
            signal,
          });
    expect(response.status).toBe(200);
    let hasEnded = false;
    const reader = response.body?.getReader();
    void (async () => {
      while (!(await reader?.read())?.done);
      hasEnded = true;
    })().catch(() => undefined);
    return { hasEnded: () => hasEnded, close: () => controller.abort() };
  }

  /** Each is made by another process than the one that has the stream. */
  const CHANGES: Record<string, (made: Made) => Promise<unknown>> = {
    "its instance is deleted": ({ instanceId }) =>
      engine.api(`/mcp-server/instance/${instanceId}`, { method: "DELETE" }),
    "its instance is suspended": ({ instanceId }) => far.controls.suspendInstance(instanceId, true),
    "its instance is given another URL": ({ instanceId }) => far.controls.rotateUrl(instanceId),
    "its instance asks for a token too": ({ instanceId }) => far.controls.makeToken(instanceId),
    "its account is taken away": async ({ instanceId }) => {
      const answer = await engine.api(`/mcp-server/instance/${instanceId}/auth`, { method: "DELETE" });
      expect(answer.status, await answer.text()).toBe(200);
    },
  };

  describe.each(["http", "sse"] as const)("over %s", (transport) => {
    it.each(Object.entries(CHANGES))("ends once %s, and nobody else's does", async (_what, change) => {
      const [made, other] = [await remote(), await remote()];
      const [stream, kept] = [await open(transport, made), await open(transport, other)];
      expect(stream.hasEnded()).toBe(false);
      await change(made);
      await expect.poll(stream.hasEnded, { timeout: 10_000 }).toBe(true);
      expect(kept.hasEnded()).toBe(false);
      kept.close();
    });
  });

  it("goes on where it was begun while the database told of others, and ends by a later look", async () => {
    const [first, late] = [await remote(), await remote()];
    const { db } = engine;
    const placeOf = async ({ instanceId }: Made) => {
      const [instance] = await readStandings(db, [instanceId]);
      if (!instance) throw new Error("the instance is not there");
      return { key: "a-key", instance };
    };
    const [firstPlace, latePlace] = [await placeOf(first), await placeOf(late)];
    let looks = 0;
    let lateEnded = false;
    const slow = new Proxy(db, {
      get(target, name) {
        if (name === "select" && ++looks === 1) watch.add("late", latePlace, () => (lateEnded = true));
        return Reflect.get(target, name);
      },
    });
    const watch = createWatch({ db: slow, log: createLogger("silent") });
    watch.add("first", firstPlace, () => undefined);
    try {
      await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(1);
      expect(lateEnded).toBe(false);
      await engine.controls.suspendInstance(late.instanceId, true);
      await expect.poll(() => lateEnded, { timeout: 10_000 }).toBe(true);
    } finally {
      watch.remove("first");
      watch.remove("late");
    }
  });

  it("ends once everything is suspended, and can be opened again after", async () => {
    const made = await remote();
    const stream = await open("sse", made);
    await far.controls.suspend({ scope: "everything", name: "" });
    await expect.poll(stream.hasEnded, { timeout: 10_000 }).toBe(true);
    await far.controls.resume({ scope: "everything", name: "" });
    const again = await open("sse", made);
    expect(again.hasEnded()).toBe(false);
    again.close();
  });

  it("is known at the very address at which it was begun, and not at the one that only reads", async () => {
    const made = await remote();
    const id = await begin(made.serverUrl);
    const readOnly = (await engine.controls.readOnlyUrl(made.instanceId)) ?? "";
    const list = async (url: string, session: string) => {
      const headers = { ...HEADERS, "mcp-session-id": session };
      const answer = await ask(url, { method: "POST", headers, body: LIST });
      await answer.text();
      return answer.status;
    };
    expect(await list(readOnly, id)).toBe(404);
    expect(await list(made.serverUrl, await begin(readOnly))).toBe(404);
    expect(await list(made.serverUrl, id)).toBe(200);
  });
});
