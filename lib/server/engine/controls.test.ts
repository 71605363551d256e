import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineCall, engineUsage } from "../db/schema/engine-usage";
import { startEngine, type TestEngine } from "./testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

type Made = { instanceId: string; serverUrl: string; userId: string };

async function create(more: object = {}): Promise<Made> {
  const body = { serverName: "GitHub", userId: randomUUID(), ...more };
  const made = await (await engine.api("/mcp-server/instance/create", { method: "POST", body })).json();
  const auth = { instanceId: made.instanceId, authData: { token: "a-token" } };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body: auth });
  return { ...made, userId: body.userId };
}

async function call({ serverUrl }: Made, toolName = "github_list_issues", toolArgs: object = {}) {
  const body = { serverUrl, toolName, toolArgs };
  return (await engine.api("/mcp-server/call-tool", { method: "POST", body })).json();
}
const READS = { success: true, result: { isError: false } };

describe("what is suspended", () => {
  it.each([
    [
      "instance",
      ({ instanceId }: Made) => instanceId,
      /^This instance is suspended by whoever runs Patchbay/,
    ],
    ["user", ({ userId }: Made) => userId, /^Every instance of \S+ is suspended/],
    ["server", () => "GitHub", /^GitHub is suspended/],
    ["everything", () => "", /^Everything is suspended/],
  ] as const)(
    "as %s is refused by name, lists its tools, and works again afterwards",
    async (scope, nameOf, why) => {
      const [made, other] = [await create(), await create({ serverName: "Gmail" })];
      const name = nameOf(made);
      await engine.controls.suspend({ scope, name });
      await engine.controls.suspend({ scope, name });
      expect((await engine.controls.usage(made.instanceId)).suspended).toBe(scope);
      expect(await call(made)).toEqual({ success: false, error: expect.stringMatching(why) });
      const body = { serverUrl: made.serverUrl };
      const listed = await engine.api("/mcp-server/list-tools", { method: "POST", body });
      expect((await listed.json()).tools).toHaveLength(6);
      const others = scope === "everything" ? { success: false } : READS;
      expect(await call(other, "gmail_list_messages")).toMatchObject(others);
      await engine.controls.resume({ scope, name });
      expect((await engine.controls.usage(made.instanceId)).suspended).toBeNull();
      expect(await call(made)).toMatchObject(READS);
    },
  );
});

describe("a tool that is switched off", () => {
  it("is neither listed nor called, at that instance alone, until it is on again", async () => {
    const [made, other] = [await create(), await create()];
    const { instanceId } = made;
    const names = async ({ serverUrl }: Made) => {
      const listed = await engine.api("/mcp-server/list-tools", { method: "POST", body: { serverUrl } });
      return (await listed.json()).tools.map(({ name }: { name: string }) => name);
    };
    const tool = "github_list_issues";
    await engine.controls.switchTool(instanceId, tool, false);
    expect(await engine.controls.switchedOff(instanceId)).toEqual([tool]);
    expect(await names(made)).not.toContain(tool);
    expect(await call(made)).toMatchObject({
      success: false,
      error: expect.stringContaining("switched off"),
    });
    expect(await names(other)).toContain(tool);
    expect(await call(other)).toMatchObject(READS);
    await engine.controls.switchTool(instanceId, tool, true);
    expect(await names(made)).toContain(tool);
  });
});

describe("calls", () => {
  it("are counted by tool and day, and told one by one without what they were called with", async () => {
    const made = await create({ isReadOnly: true });
    for (let i = 0; i < 20; i += 1) await call(made, "github_list_issues", { limit: 1 });
    await call(made, "github_get_issue", { id: "a-canary" });
    await call(made, "github_delete_issue", { id: "a-canary" });
    await call(made, "no-such-tool");
    const usage = await engine.controls.usage(made.instanceId);
    expect(usage).toMatchObject({
      isKept: true,
      total: { calls: 22, errors: 2, lastUsedAt: expect.any(String), p95: expect.any(Number) },
      days: [{ day: new Date().toISOString().slice(0, 10), calls: 22, errors: 2 }],
    });
    expect(usage.tools.map(({ name, calls, errors }) => [name, calls, errors])).toEqual([
      ["github_list_issues", 20, 0],
      ["github_delete_issue", 1, 1],
      ["github_get_issue", 1, 1],
    ]);
    expect(usage.recent.slice(0, 3)).toMatchObject([
      { tool: "github_delete_issue", outcome: "refused", rule: "read-only" },
      { tool: "github_get_issue", outcome: "error", rule: null },
      { tool: "github_list_issues", outcome: "ok", rule: null, requestId: expect.any(String) },
    ]);
    const rows = await engine.db.select().from(engineCall).where(eq(engineCall.instanceId, made.instanceId));
    expect(JSON.stringify(rows)).not.toContain("a-canary");
    // What the rule read of the tool stays as evidence.
    expect(rows.find(({ rule }) => rule === "read-only")?.hint).toContain('"readOnlyHint":false');
  });

  it("of two processes at once are all counted", async () => {
    const made = await create();
    const [first, second] = [engine.another(), engine.another()];
    const send = (fetch: typeof first.fetch) =>
      fetch(
        new Request(`${engine.appUrl}/engine/mcp-server/call-tool`, {
          method: "POST",
          headers: { authorization: "Bearer an-engine-key-for-tests" },
          body: JSON.stringify({ serverUrl: made.serverUrl, toolName: "github_list_issues" }),
        }),
      );
    await Promise.all(Array.from({ length: 20 }, (_, i) => send((i % 2 ? first : second).fetch)));
    await Promise.all([first.controls.usage(made.instanceId), second.controls.usage(made.instanceId)]);
    expect((await engine.controls.usage(made.instanceId)).total.calls).toBe(20);
  });

  it("are forgotten after a month, and with their instance", async () => {
    const [made, gone] = [await create(), await create()];
    for (const one of [made, gone]) {
      await call(one);
      await engine.controls.usage(one.instanceId);
    }
    const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    const mine = eq(engineCall.instanceId, made.instanceId);
    await engine.db.update(engineCall).set({ at: old }).where(mine);
    const day = old.toISOString().slice(0, 10);
    await engine.db.update(engineUsage).set({ day }).where(eq(engineUsage.instanceId, made.instanceId));
    await call(gone);
    await engine.api(`/mcp-server/instance/${gone.instanceId}`, { method: "DELETE" });
    await engine.controls.forgetCalls();
    for (const { instanceId } of [made, gone]) {
      expect(await engine.controls.usage(instanceId)).toMatchObject({
        total: { calls: 0, lastUsedAt: null, p95: null },
        recent: [],
      });
      const rows = await engine.db.select().from(engineUsage).where(eq(engineUsage.instanceId, instanceId));
      expect(rows).toEqual([]);
    }
  });
});

describe("an instance's URLs", () => {
  const ping = (url: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    });

  it("are others after each change: those of before are dead, for programs too", async () => {
    const made = await create();
    const readOnly = await engine.controls.readOnlyUrl(made.instanceId);
    const urls = [made.serverUrl, readOnly ?? ""];
    for (const _ of ["once", "again"]) {
      for (const url of urls) expect((await ping(url)).status).toBe(200);
      const rotated = (await engine.controls.rotateUrl(made.instanceId)) ?? "";
      for (const url of urls.splice(0)) {
        expect((await ping(url)).status).toBe(404);
        expect(await call({ ...made, serverUrl: url })).toMatchObject({ success: false });
      }
      expect(await call({ ...made, serverUrl: rotated })).toMatchObject(READS);
      urls.push(rotated, (await engine.controls.readOnlyUrl(made.instanceId)) ?? "");
    }
    // A create that finds the instance answers what holds now.
    const body = { serverName: "GitHub", userId: made.userId };
    const found = await engine.api("/mcp-server/instance/create", { method: "POST", body });
    expect((await found.json()).serverUrl).toBe(urls[0]);
    expect(await engine.controls.rotateUrl(randomUUID())).toBeUndefined();
  });

  it.each(["2.", "0.", "-1.", "01.", "1e9.", "9999999999."])(
    "are opened by no key that claims to be of version %j",
    async (version) => {
      const { serverUrl } = await create();
      const claimed = serverUrl.replace(/\/([^/]+)\/mcp$/, `/${version}$1/mcp`);
      expect((await ping(claimed)).status).toBe(404);
    },
  );

  it("need the token beside them where there is one, with no metadata named, and no other token", async () => {
    const made = await create();
    const token = await engine.controls.makeToken(made.instanceId);
    expect((await engine.controls.usage(made.instanceId)).rules.hasToken).toBe(true);
    for (const authorization of ["", "Bearer", "Bearer wrong", `Basic ${token}`, token, `Bearer ${token}x`]) {
      const refused = await ping(made.serverUrl, authorization ? { authorization } : {});
      expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    }
    expect((await ping(made.serverUrl, { authorization: `Bearer ${token}` })).status).toBe(200);
    const next = await engine.controls.makeToken(made.instanceId);
    expect((await ping(made.serverUrl, { authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await ping(made.serverUrl, { authorization: `bearer ${next}` })).status).toBe(200);
    await engine.controls.removeToken(made.instanceId);
    expect((await ping(made.serverUrl)).status).toBe(200);
  });
});

describe("what callers are held to", () => {
  it("is a number of calls a minute, refused by name beyond it, and lifted again", async () => {
    const made = await create();
    await engine.controls.limitCalls(made.instanceId, 2);
    for (const _ of ["one", "two"]) expect(await call(made)).toMatchObject(READS);
    expect(await call(made)).toEqual({
      success: false,
      error: expect.stringMatching(/^This instance may be called 2 times a minute\..* Try again in \d+ s\.$/),
    });
    const { recent, rules } = await engine.controls.usage(made.instanceId);
    expect(recent[0]).toMatchObject({ outcome: "refused", rule: "call-limit" });
    expect(rules.callLimit).toBe(2);
    await engine.controls.limitCalls(made.instanceId, null);
    expect(await call(made)).toMatchObject(READS);
  });

  it("is off at every instance of a server, for those to come too", async () => {
    const [made, tool] = [await create(), "github_list_issues"];
    await engine.controls.switchServerTool("GitHub", tool, false);
    try {
      expect(await engine.controls.serverSwitchedOff("GitHub")).toEqual([tool]);
      for (const each of [made, await create()]) {
        const error = expect.stringContaining("switched off at every instance of GitHub");
        expect(await call(each)).toEqual({ success: false, error });
      }
    } finally {
      await engine.controls.switchServerTool("GitHub", tool, true);
    }
    expect(await call(made)).toMatchObject(READS);
  });
});
