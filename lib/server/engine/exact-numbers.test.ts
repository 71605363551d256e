import type { ServerResponse } from "node:http";
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
  const created: Partial<Record<"SSE" | "StreamableHttp", Awaited<ReturnType<typeof createRemote>>>> = {};
  beforeAll(async () => {
    let stream: ServerResponse | undefined;
    const inParts = (response: ServerResponse, event: string) => {
      for (let at = 0; at < event.length; at += 7) response.write(event.slice(at, at + 7));
    };
    vendor = await startServer(async (request, response) => {
      if (request.method === "GET" && request.url === "/sse") {
        stream = response.writeHead(200, { "content-type": "text/event-stream" });
        // As a random id may read: of these digits none is a number.
        return void response.write("event: endpoint\ndata: /message?id=12e34-12345678901234567890\n\n");
      }
      if (request.method !== "POST") return void response.writeHead(405).end();
      let text = "";
      for await (const chunk of request) text += chunk;
      const { id, method, params } = JSON.parse(text);
      const answer = answerTo(id, method, params?.name);
      const event = `id: 1234567890123456789\ndata: ${answer}\n\n`;
      const isKnown = request.url === "/message?id=12e34-12345678901234567890";
      if (id === undefined || isKnown) {
        response.writeHead(202).end();
        if (id !== undefined && stream) inParts(stream, event);
        return;
      }
      if (params?.name !== "events") {
        return void response.writeHead(200, { "content-type": "application/json" }).end(answer);
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      inParts(response, event);
      response.end();
    });
    engine = await startEngine({ allowHosts: [vendor.host] });
    for (const [transport, serverName, path] of [
      ["SSE", "Linear", "/sse"],
      ["StreamableHttp", "Exa", "/mcp"],
    ] as const) {
      const form = { url: vendor.url + path, transport, registration: "none" } as const;
      const made = await createRemote(engine, serverName, form);
      created[transport] = made;
      const body = { instanceId: made.instanceId, authData: { api_key: "a-key" } };
      await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
    }
  });
  afterAll(async () => {
    await engine.stop();
    vendor.stop();
  });

  const urlOf = (transport: "SSE" | "StreamableHttp") => created[transport]?.serverUrl ?? "";
  const ask = async (serverUrl: string, method: string, params: object, accept: string) => {
    const response = await fetch(serverUrl, {
      method: "POST",
      headers: { accept, "content-type": "application/json", "mcp-protocol-version": "2025-06-18" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 7, method, params }),
    });
    return response.text();
  };

  const ways = (["SSE", "StreamableHttp"] as const).flatMap((transport) =>
    ["json", "events"].flatMap((name) =>
      ["application/json", "application/json, text/event-stream"].map(
        (accept) => [transport, name, accept] as const,
      ),
    ),
  );

  it.each(ways)("is passed on digit by digit: over %s, tool %s, to who takes %s", async (...way) => {
    const [transport, name, accept] = way;
    expect(await ask(urlOf(transport), "tools/call", { name, arguments: {} }, accept)).toContain(EXACT);
  });

  it.each(["SSE", "StreamableHttp"] as const)(
    "describes its tools so over %s, which are not held for having changed",
    async (transport) => {
      const list = await ask(urlOf(transport), "tools/list", {}, "application/json");
      expect(list).toContain('"maximum":9223372036854775807');
      expect((await engine.controls.toolChanges()).changes).toEqual([]);
    },
  );

  it("describes them so in the REST API too", async () => {
    const response = await fetch(`${engine.appUrl}/engine/mcp-server/list-tools`, {
      method: "POST",
      headers: { authorization: `Bearer ${engine.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ serverUrl: urlOf("StreamableHttp"), format: "mcp_native" }),
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
    const events = `: hello 1e999\r\ndata: ${EXACT}\r\n\r\nid: 12345678901234567890\rdata: [${EXACT},\rdata: 1.10]\r\rdata: {"text":"a\u2028b 1e999","id":${"9".repeat(40)}}\n\revent: endpoint\ndata: /?id=12e34\n\ndata: end 𝄞`;
    const chunks = events.match(new RegExp(`[^]{1,${size}}`, "gu")) ?? [];
    expect(await through("text/event-stream; charset=utf-8", chunks)).toBe(events);
  },
);

it("leaves what is told of progress to be counted, however many digits it has", async () => {
  const event =
    'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":0.33333333333333331}}\n\n';
  const headers = { "content-type": "text/event-stream" };
  expect(await (await markNumbers(new Response(event, { headers }))).text()).toBe(event);
});

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
