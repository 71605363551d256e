// What stands at the other end of the gateway's rows, in a process of its own:
//   node gateway-server.mjs serve            an MCP server with one tool that answers at once
//   node gateway-server.mjs forward ADDRESS  the floor: hands every request on to it, byte for byte
// Prints its port. It answers at /mcp without sessions, at /session with one for each client of 2025, and at /sse by
// HTTP+SSE. Whoever started it is told its processor time for any message.
import { randomUUID } from "node:crypto";
import { Agent, createServer, request as send } from "node:http";
import { json } from "node:stream/consumers";
import {
  createMcpHandler,
  isInitializeRequest,
  Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { processorTime } from "./process.mjs";

const [, , role, address] = process.argv;

const TOOL = {
  name: "echo",
  description: "Answers with the text that it is given",
  inputSchema: { type: "object", properties: { text: { type: "string" } } },
  annotations: { readOnlyHint: true },
};

function openServer() {
  const server = new Server({ name: "bench", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.setRequestHandler("tools/list", async () => ({ tools: [TOOL] }));
  server.setRequestHandler("tools/call", async ({ params }) => ({
    content: [{ type: "text", text: params.arguments.text }],
  }));
  return server;
}

const handler = createMcpHandler(openServer);
const sessions = new Map();
const streams = new Map();

async function serve(incoming, response) {
  const { method, url, headers } = incoming;
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname === "/sse" && method === "GET") return openStream(incoming, response);
  const body = method === "POST" ? await json(incoming) : undefined;
  if (pathname === "/sse") {
    response.writeHead(202).end();
    return streams.get(searchParams.get("sessionId"))?.onmessage(body);
  }
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer =
    pathname === "/session"
      ? await serveSession(request, body)
      : await handler.fetch(request, { parsedBody: body });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  for await (const chunk of answer.body ?? []) response.write(chunk);
  response.end();
}

async function serveSession(request, parsedBody) {
  let transport = sessions.get(request.headers.get("mcp-session-id"));
  if (!transport && isInitializeRequest(parsedBody)) {
    transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, transport),
    });
    await openServer().connect(transport);
  }
  return transport?.handleRequest(request, { parsedBody }) ?? new Response(undefined, { status: 404 });
}

/** HTTP+SSE: a stream for what the server says, and an address for what the client says. */
async function openStream(incoming, response) {
  const sessionId = randomUUID();
  const write = (event, data) => response.write(`event: ${event}\ndata: ${data}\n\n`);
  const transport = {
    sessionId,
    async start() {},
    async send(message) {
      write("message", JSON.stringify(message));
    },
    async close() {
      response.end();
    },
  };
  await openServer().connect(transport);
  streams.set(sessionId, transport);
  incoming.once("close", () => streams.delete(sessionId));
  response.writeHead(200, { "content-type": "text/event-stream" });
  write("endpoint", `/sse?sessionId=${sessionId}`);
}

const agent = new Agent({ keepAlive: true });

function forward(incoming, response) {
  const { method, url, headers } = incoming;
  const { host, hostname, port } = new URL(address);
  const outgoing = send(
    { hostname, port, path: url, method, headers: { ...headers, host }, agent },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    },
  );
  outgoing.once("error", () => response.destroy());
  response.once("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}

const server = createServer(role === "forward" ? forward : serve);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.on("message", () => process.send(processorTime(process.pid)));
process.on("disconnect", () => process.exit(0));
