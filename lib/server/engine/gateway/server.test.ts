import { EventEmitter, once } from "node:events";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createLogger } from "../../process/log";
import type { Fields, Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import { createServer } from "./server";

const anything = z.looseObject({});

/** A client of a 2025 revision at a server that answers from `target`. */
async function connect(target: Partial<Target>, lines: string[] = []) {
  const closed: true[] = [];
  const server = createServer(
    {
      serverInfo: { name: "a target", version: "1" },
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      listTools: async () => ({ tools: [] }),
      findTool: async () => undefined,
      callTool: async () => ({ content: [] }),
      close: async () => void closed.push(true),
      ...target,
    },
    { requestId: () => "a-request", log: createLogger("debug", { write: (line) => void lines.push(line) }) },
  );
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  await Promise.all([server.connect(there), client.connect(here)]);
  return { client, closed };
}

const FUTURE = { future: { field: [1, "two"] } };

describe("a request", () => {
  it.each([
    ["tools/list", "listTools", { tools: [{ name: "a", inputSchema: { type: "object" }, ...FUTURE }] }],
    ["tools/call", "callTool", { content: [{ type: "hologram", ...FUTURE }], ...FUTURE }],
    ["resources/list", "listResources", { resources: [FUTURE] }],
    ["resources/templates/list", "listResourceTemplates", { resourceTemplates: [FUTURE] }],
    ["resources/read", "readResource", { contents: [FUTURE] }],
    ["prompts/list", "listPrompts", { prompts: [FUTURE] }],
    ["prompts/get", "getPrompt", { messages: [FUTURE] }],
    ["completion/complete", "complete", { completion: FUTURE }],
  ] as const)("of %s reaches the target and comes back with every field", async (method, name, result) => {
    const asked: Fields[] = [];
    const answer = async (params: Fields) => {
      asked.push(params);
      return result;
    };
    const { client } = await connect({ [name]: answer });
    const params = { name: "a", arguments: { deep: FUTURE }, ...FUTURE };
    expect(await client.request({ method, params }, anything)).toEqual(result);
    expect(asked).toEqual([params]);
  });

  it("that the target does not answer is unknown", async () => {
    const { client } = await connect({});
    const read = client.request({ method: "resources/read", params: { uri: "a:b" } }, anything);
    await expect(read).rejects.toMatchObject({ code: -32601 });
  });

  it("that is no call of a tool does not reach the target", async () => {
    const called: unknown[] = [];
    const { client } = await connect({ callTool: async (call) => ({ called: called.push(call) }) });
    for (const params of [{}, { name: 7 }, { name: "a", arguments: "b" }, { name: "a", arguments: [1] }]) {
      await expect(client.request({ method: "tools/call", params }, anything)).rejects.toMatchObject({
        code: -32602,
      });
    }
    expect(called).toEqual([]);
  });

  it("is told a refusal whole, and nothing of a fault, which is logged", async () => {
    const lines: string[] = [];
    const { client } = await connect(
      {
        listTools: () => Promise.reject(new RpcError(-32042, "Not today", { until: "Monday" })),
        callTool: () => Promise.reject(Object.assign(new Error("a secret"), { code: 7, data: "a secret" })),
      },
      lines,
    );
    await expect(client.request({ method: "tools/list" }, anything)).rejects.toMatchObject({
      code: -32042,
      message: expect.stringContaining("Not today"),
      data: { until: "Monday" },
    });
    const fault = await client
      .request({ method: "tools/call", params: { name: "a" } }, anything)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: -32603, message: expect.not.stringContaining("a secret") });
    expect(JSON.stringify(fault)).not.toContain("a secret");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ requestId: "a-request", method: "tools/call" });
  });
});

describe("a call under way", () => {
  it("tells its progress under the caller's own token", async () => {
    const { client } = await connect({
      async callTool(_, { onProgress }) {
        onProgress?.({ progress: 1, total: 2, message: "half", progressToken: "another's" });
        return { content: [] };
      },
    });
    const seen: unknown[] = [];
    await client.callTool({ name: "a" }, { onprogress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ progress: 1, total: 2, message: "half" }]);
    await client.callTool({ name: "a" });
    expect(seen).toHaveLength(1);
  });

  it("is aborted when its caller cancels", async () => {
    const events = new EventEmitter();
    const [begun, aborted] = [once(events, "begun"), once(events, "aborted")];
    const { client } = await connect({
      async callTool(_, { signal }) {
        signal?.addEventListener("abort", () => events.emit("aborted"));
        events.emit("begun");
        await aborted;
        return { content: [] };
      },
    });
    const controller = new AbortController();
    const call = client.callTool({ name: "a" }, { signal: controller.signal });
    await begun;
    controller.abort();
    await expect(call).rejects.toThrow();
    await aborted;
  });
});

it("closes its target when it is closed", async () => {
  const { client, closed } = await connect({});
  await client.close();
  expect(closed).toEqual([true]);
});
