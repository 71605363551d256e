import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markNumbers, restoreNumbers, roundMarked } from "./exact-numbers";
import { createRemote, startServer } from "./targets/remote/testing";
import { startEngine, type TestEngine } from "./testing";

const EXACT = '{"id":1234567890123456789,"price":1.1,"large":1e400,"text":"9007199254740993 \\"1e999\\""}';

describe("a vendor that answers numbers of many digits", () => {
  /** It speaks the revision of 2025-06-18, with JSON or with events, as its tool's name says. */
  const answerTo = (id: unknown, method: string, name: string | undefined) => {
    const idText = JSON.stringify(id);
    if (method === "initialize") {
      return `{"jsonrpc":"2.0","id":${idText},"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"ledger","version":"1"}}}`;
    }
    if (method === "tools/list") {
      const tools = ["json", "events"].map(
        (tool) =>
          `{"name":"${tool}","inputSchema":{"type":"object","maximum":9223372036854775807},"annotations":{"readOnlyHint":true}}`,
      );
      return `{"jsonrpc":"2.0","id":${idText},"result":{"tools":[${tools}]}}`;
    }
    if (method === "tools/call" && name) {
      return `{"jsonrpc":"2.0","id":${idText},"result":{"content":[{"type":"text","text":"done"}],"structuredContent":${EXACT}}}`;
    }
    return `{"jsonrpc":"2.0","id":${idText},"error":{"code":-32601,"message":"Method not found"}}`;
  };

  let vendor: Awaited<ReturnType<typeof startServer>>;
  let engine: TestEngine;
  let created: Awaited<ReturnType<typeof createRemote>>;
  beforeAll(async () => {
    vendor = await startServer(async (request, response) => {
      if (request.method !== "POST") return void response.writeHead(405).end();
      let text = "";
      for await (const chunk of request) text += chunk;
      const { id, method, params } = JSON.parse(text);
      if (id === undefined) return void response.writeHead(202).end();
      const answer = answerTo(id, method, params?.name);
      if (params?.name !== "events") {
        return void response.writeHead(200, { "content-type": "application/json" }).end(answer);
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      const event = `id: 1234567890123456789\ndata: ${answer}\n\n`;
      for (let at = 0; at < event.length; at += 7) response.write(event.slice(at, at + 7));
      response.end();
    });
    engine = await startEngine({ allowHosts: [vendor.host] });
    created = await createRemote(engine, "Exa", { url: `${vendor.url}/mcp`, registration: "none" });
    const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
    await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
  });
  afterAll(async () => {
    await engine.stop();
    vendor.stop();
  });

  const ask = async (method: string, params: object, accept: string) => {
    const response = await fetch(created.serverUrl, {
      method: "POST",
      headers: { accept, "content-type": "application/json", "mcp-protocol-version": "2025-06-18" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 7, method, params }),
    });
    return response.text();
  };

  it.each([
    ["json", "application/json"],
    ["json", "application/json, text/event-stream"],
    ["events", "application/json"],
    ["events", "application/json, text/event-stream"],
  ])("is passed on digit by digit: tool %s, to who takes %s", async (name, accept) => {
    expect(await ask("tools/call", { name, arguments: {} }, accept)).toContain(EXACT);
  });

  it("describes its tools so, which are not held for having changed", async () => {
    const list = await ask("tools/list", {}, "application/json");
    expect(list).toContain('"maximum":9223372036854775807');
    expect((await engine.controls.toolChanges()).changes).toEqual([]);
  });

  it("describes them so in the REST API too", async () => {
    const response = await fetch(`${engine.appUrl}/engine/mcp-server/list-tools`, {
      method: "POST",
      headers: { authorization: `Bearer ${engine.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ serverUrl: created.serverUrl, format: "mcp_native" }),
    });
    expect(await response.text()).toContain('"maximum":9223372036854775807');
  });
});

const through = async (type: string, chunks: string[]) => {
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of bytes) controller.enqueue(chunk);
      controller.close();
    },
  });
  const marked = await markNumbers(new Response(body, { headers: { "content-type": type } }));
  return (await restoreNumbers(marked)).text();
};

it.each([1, 2, 3, 5, 8, 1000])(
  "comes out as it went in, whatever is cut where: every %i letters",
  async (size) => {
    const events = `: hello 1e999\r\ndata: ${EXACT}\r\n\r\nid: 12345678901234567890\rdata: [${EXACT},\rdata: 1.10]\r\rdata: end 𝄞`;
    const chunks = events.match(new RegExp(`[^]{1,${size}}`, "gu")) ?? [];
    expect(await through("text/event-stream; charset=utf-8", chunks)).toBe(events);
  },
);

it("marks what would be rounded, and nothing that a text holds or that JavaScript keeps", async () => {
  const kept = '{"a":1,"b":"12345678901234567890","c":-1.5e3,"d":9007199254740992}';
  const answered = await markNumbers(new Response(kept, { headers: { "content-type": "application/json" } }));
  expect(await answered.text()).toBe(kept);
  const rounded = '{"a":12345678901234567890}';
  const marked = await markNumbers(
    new Response(rounded, { headers: { "content-type": "application/json" } }),
  );
  const { a } = await marked.json();
  expect(typeof a).toBe("string");
  expect(roundMarked(a)).toBe(Number("12345678901234567890"));
  expect(roundMarked("12345678901234567890")).toBe("12345678901234567890");
});
