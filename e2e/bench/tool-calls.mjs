// A tool called as each kind of client calls it. Each answers `call`, which makes one call and answers milliseconds.
import { Agent, request } from "node:http";
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** As many connections as there are callers. */
const agent = new Agent({ keepAlive: true });

const PARAMS = { name: "echo", arguments: { text: "hello" } };
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "bench", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};
const MODERN = {
  headers: { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "echo" },
  params: { ...PARAMS, _meta: META },
};
const LEGACY = { headers: { "mcp-protocol-version": "2025-06-18" }, params: PARAMS };

/** Each request for itself. By hand, because a client's own work would be most of what is measured. */
const openAlone =
  ({ headers, params }) =>
  async (address) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
    const sent = {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      ...headers,
    };
    return { call: () => timed(async () => hold(await post(address, sent, body))), close() {} };
  };

const openClient = (transport, mode) => async (address) => {
  const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(transport(address));
  return {
    call: () => timed(async () => hold(JSON.stringify(await client.callTool(PARAMS)))),
    close: () => client.close(),
  };
};

/** What of the server behind each is held against, and the ending of the engine's URL. */
export const WIRES = [
  { name: "2026-07-28", open: openAlone(MODERN), straight: "/mcp", ending: "/mcp" },
  { name: "2025, no session", open: openAlone(LEGACY), straight: "/mcp", ending: "/mcp" },
  {
    name: "2025, session",
    open: openClient((address) => new StreamableHTTPClientTransport(new URL(address)), "legacy"),
    straight: "/session",
    ending: "/mcp",
  },
  {
    name: "HTTP+SSE",
    open: openClient((address) => new SSEClientTransport(new URL(address)), "legacy"),
    straight: "/sse",
    ending: "/sse",
  },
];

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function hold(answer) {
  if (!answer.includes('"text":"hello"')) throw new Error(`the tool answered ${answer.slice(0, 500)}`);
}

function post(address, headers, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method: "POST", headers, agent }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk) => {
        text += chunk;
      });
      incoming.once("error", reject);
      incoming.once("end", () => resolve(text));
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
