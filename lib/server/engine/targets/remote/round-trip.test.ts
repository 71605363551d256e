import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { acceptedContent, createMcpHandler, inputRequired, McpServer } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { startEngine, type TestEngine } from "../../testing";
import { createRemote, startServer } from "./testing";

const answerSchema = z.object({ confirm: z.boolean() });

/** A server of the revision of 2026-07-28, which asks by its result and keeps nothing in between. */
function deployer(): McpServer {
  const server = new McpServer({ name: "deployer", version: "1" });
  server.registerTool(
    "deploy",
    { inputSchema: z.object({ env: z.string() }) },
    async ({ env }, { mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, "confirm", answerSchema);
      if (!answer) {
        const question = inputRequired.elicit({
          message: `Deploy to ${env}?`,
          requestedSchema: answerSchema,
        });
        return inputRequired({ inputRequests: { confirm: question }, requestState: `state of ${env}` });
      }
      return { content: [{ type: "text", text: `${answer.confirm} ${mcpReq.requestState<string>()}` }] };
    },
  );
  return server;
}

let upstream: Awaited<ReturnType<typeof startServer>>;
let engine: TestEngine;
let serverUrl: string;
beforeAll(async () => {
  const handler = createMcpHandler(deployer, { legacy: "reject" });
  upstream = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "GET", url = "/" } = request;
    const headers = Object.entries(request.headers).map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    const body = method === "POST" ? Buffer.concat(chunks) : undefined;
    const answer = await handler.fetch(
      new Request(upstream.url + url, { method, headers, ...(body && { body }) }),
    );
    response.writeHead(answer.status, [...answer.headers].flat()).end(await answer.text());
  });
  engine = await startEngine({ allowHosts: [upstream.host] });
  const created = await createRemote(engine, "Exa", { url: `${upstream.url}/mcp`, registration: "none" });
  ({ serverUrl } = created);
  const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
  await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
});
afterAll(async () => {
  await engine.stop();
  upstream.stop();
});

async function open(capabilities: object, mode: "auto" | "legacy") {
  const client = new Client({ name: "test", version: "1" }, { capabilities, versionNegotiation: { mode } });
  if ("elicitation" in capabilities) {
    client.setRequestHandler("elicitation/create", ({ params }) => ({
      action: "accept",
      content: { confirm: params.message === "Deploy to production?" },
    }));
  }
  await client.connect(new StreamableHTTPClientTransport(new URL(serverUrl)));
  return client;
}
const deploy = (client: Client) => client.callTool({ name: "deploy", arguments: { env: "production" } });

it.each(["auto", "legacy"] as const)(
  "what a server asks reaches a client that is %s, and its answer the server",
  async (mode) => {
    const client = await open({ elicitation: {} }, mode);
    expect(await deploy(client)).toMatchObject({ content: [{ text: "true state of production" }] });
    await client.close();
  },
);

it.each(["auto", "legacy"] as const)(
  "nobody is asked who does not say that they can be, and is %s",
  async (mode) => {
    const client = await open({}, mode);
    const called = await deploy(client).catch((error: unknown) => error);
    expect(JSON.stringify(called instanceof Error ? called.message : called)).toMatch(
      /elicitation|capabilit/i,
    );
    await client.close();
  },
);
