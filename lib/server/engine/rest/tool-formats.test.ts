import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ToolFormat } from "@/lib/contracts/klavis/tools";
import { callTool, createRemote, startServer } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";

/** Names as servers of the field have them, which no model takes as they are, between two that all do. */
const NAMES = [
  "search",
  "notion.search",
  "notion/search",
  "a".repeat(70),
  `${"a".repeat(69)}b`,
  "名前",
  "1st",
  "x-y",
];

const inputSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  properties: { query: { type: "string" }, limit: { type: "integer", exclusiveMinimum: 0 } },
  required: ["query"],
  additionalProperties: false,
};

let upstream: Awaited<ReturnType<typeof startServer>>;
let engine: TestEngine;
let serverUrl: string;
beforeAll(async () => {
  upstream = await startServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(405).end();
    const { id, method, params } = JSON.parse(await text(request));
    const results: Record<string, () => unknown> = {
      initialize: () => ({
        protocolVersion: "2025-06-18",
        serverInfo: { name: "a-vendor", version: "1" },
        capabilities: { tools: {} },
      }),
      "tools/list": () => ({
        tools: NAMES.map((name) => ({ name, description: `What ${name} does.`, inputSchema })),
      }),
      "tools/call": () => ({ content: [{ type: "text", text: `${params.name} ${params.arguments.query}` }] }),
    };
    if (id === undefined) return response.writeHead(202).end();
    const result = results[method]?.();
    const outcome = result ? { result } : { error: { code: -32601, message: "Method not found" } };
    return response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...outcome }));
  });
  engine = await startEngine({ allowHosts: [upstream.host] });
  ({ serverUrl } = await createRemote(engine, "Exa", { url: `${upstream.url}/mcp`, registration: "none" }));
});
afterAll(async () => {
  await engine.stop();
  upstream.stop();
});

async function list(format: ToolFormat) {
  const body = { serverUrl, format };
  const response = await engine.api("/mcp-server/list-tools", { method: "POST", body });
  const answer = await response.json();
  expect(answer).toMatchObject({ success: true, format });
  return answer.tools;
}

type Function = { name: string; description: string };
/** The functions of a format, and what each vendor documents for their names. */
const FORMATS: [ToolFormat, RegExp, (tools: unknown) => Function[]][] = [
  [
    "openai",
    /^[a-zA-Z0-9_-]{1,64}$/,
    (tools) => (tools as { function: Function }[]).map((tool) => tool.function),
  ],
  ["anthropic", /^[a-zA-Z0-9_-]{1,64}$/, (tools) => tools as Function[]],
  [
    "gemini",
    /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/,
    (tools) =>
      (tools as { function_declarations: Function[] }[]).flatMap((tool) => tool.function_declarations),
  ],
];

describe.each(FORMATS)(
  "the tools of a vendor's server, as %s takes them",
  (format, accepted, functionsOf) => {
    it("have names that are accepted, each its own, and lead back to the vendor's", async () => {
      const functions = functionsOf(await list(format));
      expect(functions.map(({ description }) => description)).toEqual(
        NAMES.map((name) => `What ${name} does.`),
      );
      expect(new Set(functions.map(({ name }) => name)).size).toBe(NAMES.length);
      for (const [index, { name }] of functions.entries()) {
        expect(name).toMatch(accepted);
        const called = await callTool(engine, serverUrl, name, { query: "this" });
        expect(called).toMatchObject({
          success: true,
          result: { content: [{ text: `${NAMES[index]} this` }] },
        });
      }
      expect(functions[0]?.name).toBe("search");
      expect(functions.at(-1)?.name).toBe("x-y");
    });

    it("say what they take", async () => {
      const text = JSON.stringify(functionsOf(await list(format))[0]);
      expect(text).toContain('"required":["query"]');
      expect(text.includes("additionalProperties")).toBe(format !== "gemini");
    });
  },
);

it("a name that was made for no tool of the server leads nowhere", async () => {
  const called = await callTool(engine, serverUrl, "notion_search_0123456789ab", { query: "this" });
  expect(called).toMatchObject({ success: false, error: expect.stringContaining("not found") });
});

it("as MCP has them, they are the vendor's own", async () => {
  const tools = await list("mcp_native");
  expect(tools).toMatchObject(NAMES.map((name) => ({ name, inputSchema })));
  for (const name of NAMES) {
    const called = await callTool(engine, serverUrl, name, { query: "this" });
    expect(called).toMatchObject({ result: { content: [{ text: `${name} this` }] } });
  }
});
