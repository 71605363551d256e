import { describe, expect, it } from "vitest";
import type { Fields, Target, Tool } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import type { GovernedInstance } from "./context";
import { governTarget } from "./policy";

const INSTANCE: GovernedInstance = {
  id: "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11",
  serverName: "GitHub",
  userId: "ada@example.com",
  legacy: false,
  isReadOnly: true,
  connected: true,
  suspended: null,
  switchedOff: [],
  switchedOffAtServer: [],
  callLimit: null,
  holdsChanges: false,
  registration: null,
};
const OPTIONS = { requestId: "a-request" };

/** A target that notes what it is asked for. */
function targetWith(tools: Tool[]): { target: Target; called: string[] } {
  const called: string[] = [];
  const note = (name: string) => async (params: Fields) => {
    called.push(name);
    return { asked: params };
  };
  const target: Target = {
    serverInfo: { name: "noted", version: "1" },
    capabilities: { tools: {}, resources: {} },
    listTools: async () => ({ tools, nextCursor: "next", ttlMs: 5 }),
    findTool: async (name) => tools.find((tool) => tool.name === name),
    callTool: note("callTool"),
    listResources: note("listResources"),
    readResource: note("readResource"),
    close: async () => {},
  };
  return { target, called };
}

const call = (governed: Target, name: string) =>
  governed.callTool({ name }, OPTIONS).catch((error: unknown) => error);

/** All hints that a stranger's server may come with, and of them the one that says that the tool only reads. */
const READS = { readOnlyHint: true };
const VALUES = [true, false, undefined, null, "true", 1, {}];
const ANNOTATIONS: unknown[] = [
  undefined,
  null,
  true,
  "readOnlyHint",
  [],
  ["readOnlyHint"],
  Object.create(READS),
  ...VALUES.flatMap((readOnlyHint) =>
    VALUES.flatMap((destructiveHint) =>
      [true, false].map((idempotentHint) => ({ readOnlyHint, destructiveHint, idempotentHint })),
    ),
  ),
];
const onlyReads = (annotations: unknown) =>
  typeof annotations === "object" &&
  annotations !== null &&
  Object.entries(annotations).some(([name, value]) => name === "readOnlyHint" && value === true);

describe("a read-only instance", () => {
  const tools = ANNOTATIONS.map((annotations, i) => ({ name: `tool_${i}`, annotations }));
  const reading = tools.filter(({ annotations }) => onlyReads(annotations)).map(({ name }) => name);

  it("lists what says that it only reads, and nothing else", async () => {
    const { target } = targetWith(tools);
    const list = await governTarget(target, () => INSTANCE).listTools({}, OPTIONS);
    expect(list.tools.map(({ name }) => name)).toEqual(reading);
    expect(list).toMatchObject({ nextCursor: "next", ttlMs: 5 });
    expect(reading).toHaveLength(VALUES.length * 2);
  });

  it("calls and finds what it lists, and says why it does not call the rest", async () => {
    const { target, called } = targetWith(tools);
    const governed = governTarget(target, () => INSTANCE);
    for (const { name } of tools) {
      const isListed = reading.includes(name);
      const before = called.length;
      const answer = await call(governed, name);
      expect(called.length - before, name).toBe(isListed ? 1 : 0);
      expect((await governed.findTool(name, OPTIONS)) !== undefined, name).toBe(isListed);
      if (isListed) continue;
      expect(answer).toBeInstanceOf(RpcError);
      expect(answer).toMatchObject({
        code: -32602,
        message: expect.stringContaining("This instance is read-only"),
        data: { rule: "read-only" },
      });
    }
  });

  it("says so also where its account is not connected", async () => {
    const { target, called } = targetWith(tools);
    const governed = governTarget(target, () => ({ ...INSTANCE, connected: false }));
    expect(await call(governed, "tool_0")).toMatchObject({ data: { rule: "read-only" } });
    expect(called).toEqual([]);
  });
});

describe("any instance", () => {
  it("calls nothing that its target does not have", async () => {
    for (const isReadOnly of [true, false]) {
      const { target, called } = targetWith([{ name: "a" }]);
      const governed = governTarget(target, () => ({ ...INSTANCE, isReadOnly }));
      for (const name of ["b", "", "__proto__", "constructor", "toString"]) {
        expect(await call(governed, name)).toMatchObject({ code: -32602, message: `Tool ${name} not found` });
      }
      expect(called).toEqual([]);
    }
  });

  it("that may write lists and calls everything", async () => {
    const tools = ANNOTATIONS.map((annotations, i) => ({ name: `tool_${i}`, annotations }));
    const { target, called } = targetWith(tools);
    const governed = governTarget(target, () => ({ ...INSTANCE, isReadOnly: false }));
    expect((await governed.listTools({}, OPTIONS)).tools).toEqual(tools);
    for (const { name } of tools) await call(governed, name);
    expect(called).toHaveLength(tools.length);
  });

  it("reaches no account before it is connected, and says what to do", async () => {
    const { target, called } = targetWith([{ name: "a" }]);
    const governed = governTarget(target, () => ({ ...INSTANCE, isReadOnly: false, connected: false }));
    const sentence = expect.stringMatching(/^GitHub is not connected for ada@example\.com yet\./);
    expect(await call(governed, "a")).toEqual({ content: [{ type: "text", text: sentence }], isError: true });
    await expect(governed.readResource?.({ uri: "a:b" }, OPTIONS)).rejects.toMatchObject({
      code: -32602,
      message: sentence,
    });
    expect(called).toEqual([]);
    expect(await governed.listResources?.({}, OPTIONS)).toEqual({ asked: {} });
  });

  it("of a service that asks for no sign-in is connected as it is", async () => {
    const { target } = targetWith([{ name: "a" }]);
    const instance = { ...INSTANCE, serverName: "Hacker News", isReadOnly: false, connected: false } as const;
    expect(
      await call(
        governTarget(target, () => instance),
        "a",
      ),
    ).toEqual({ asked: { name: "a" } });
  });

  const WRITES = { ...INSTANCE, isReadOnly: false };

  it("refuses by name what is switched off at every instance of its server", async () => {
    const { target, called } = targetWith([{ name: "a" }, { name: "b" }]);
    const governed = governTarget(target, () => ({ ...WRITES, switchedOffAtServer: ["a"] }));
    expect((await governed.listTools({}, OPTIONS)).tools).toEqual([{ name: "b" }]);
    expect(await call(governed, "a")).toMatchObject({
      message: "a is switched off at every instance of GitHub. Nothing was called.",
      data: { rule: "switched-off" },
    });
    expect(called).toEqual([]);
  });

  it("holds what changed until it is approved where that is the rule, and is told of it where it is not", async () => {
    const { target, called } = targetWith([{ name: "a" }, { name: "b" }]);
    const looked: string[] = [];
    const review = async (tools: readonly Tool[]) => {
      looked.push(...tools.map(({ name }) => name));
      return new Set(["a"]);
    };
    const held = governTarget(target, () => ({ ...WRITES, holdsChanges: true }), { review });
    expect((await held.listTools({}, OPTIONS)).tools).toEqual([{ name: "b" }]);
    expect(await held.findTool("a", OPTIONS)).toBeUndefined();
    expect(await call(held, "a")).toMatchObject({ data: { rule: "drift" } });
    expect(called).toEqual([]);
    looked.length = 0;
    const told = governTarget(target, () => WRITES, { review });
    expect((await told.listTools({}, OPTIONS)).tools).toHaveLength(2);
    expect(await call(told, "a")).toMatchObject({ asked: { name: "a" } });
    expect(looked).toEqual(["a", "b", "a"]);
  });

  it("says when to try again where it was called often enough, and counts only what would be called", async () => {
    const { target, called } = targetWith([{ name: "a" }, { name: "b" }]);
    let taken = 0;
    const takeCall = async (limit: number) => {
      taken += 1;
      return taken > limit ? 42 : undefined;
    };
    const governed = governTarget(target, () => ({ ...WRITES, callLimit: 1, switchedOff: ["b"] }), {
      takeCall,
    });
    await call(governed, "b");
    await call(governed, "no-such-tool");
    expect(await call(governed, "a")).toMatchObject({ asked: { name: "a" } });
    expect(await call(governed, "a")).toMatchObject({
      message: "This instance may be called once a minute. Nothing was called. Try again in 42 s.",
      data: { rule: "call-limit" },
    });
    expect(called).toHaveLength(1);
    const unlimited = governTarget(target, () => WRITES, { takeCall });
    expect(await call(unlimited, "a")).toMatchObject({ asked: { name: "a" } });
  });

  it("offers what its target has, and no more", async () => {
    const { target } = targetWith([]);
    const governed = governTarget(target, () => INSTANCE);
    expect(Object.keys(governed).sort()).toEqual(Object.keys(target).sort());
  });
});
