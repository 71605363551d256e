import {
  isJSONRPCErrorResponse,
  isJSONRPCResultResponse,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

/** What a server answered: a result, or the sentence of its error. */
export type Answer = { result: Record<string, unknown> } | { error: string };

/**
 * One request to an MCP server, answered in process by what answers it over HTTP. It is in the form of the 2025
 * revisions, which tell the name of a tool nowhere but in the body, so that any text may be one.
 */
export async function ask(
  server: McpServer,
  method: "tools/list" | "tools/call",
  params: Record<string, unknown>,
): Promise<Answer> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    const request = new Request("http://in-process.invalid", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    });
    const parsedBody = { jsonrpc: "2.0", id: 1, method, params };
    const response = await transport.handleRequest(request, { parsedBody });
    const answer: unknown = await response.json();
    if (isJSONRPCResultResponse(answer)) return { result: answer.result };
    if (isJSONRPCErrorResponse(answer)) return { error: answer.error.message };
    throw new Error(`the MCP server answered ${response.status} without a result`);
  } finally {
    await server.close();
  }
}
