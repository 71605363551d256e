// What stands at the other end of the gateway's rows, in a process of its own:
//   node gateway-server.mjs serve            an MCP server with one tool that answers at once
//   node gateway-server.mjs forward ADDRESS  the floor: hands every request on to it, byte for byte
// Prints its port.
import { Agent, createServer, request as send } from "node:http";
import { buffer } from "node:stream/consumers";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";

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

async function serve(incoming, response) {
  const { method, url, headers } = incoming;
  const body = method === "POST" ? await buffer(incoming) : undefined;
  const answer = await handler.fetch(new Request(`http://${headers.host}${url}`, { method, headers, body }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

const agent = new Agent({ keepAlive: true });

function forward(incoming, response) {
  const { method, url, headers } = incoming;
  const { host, hostname, port } = new URL(address);
  const outgoing = send(
    { hostname, port, path: url, method, headers: { ...headers, host }, agent },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  incoming.pipe(outgoing);
}

const server = createServer(role === "forward" ? forward : serve);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.on("disconnect", () => process.exit(0));
