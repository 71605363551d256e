import {
  Client,
  StreamableHTTPClientTransport,
  type Tool,
  type VersionNegotiationMode,
} from "@modelcontextprotocol/client";

/** A client of each revision that a server URL has to answer: the current one, and those of 2025. */
export const REVISIONS: VersionNegotiationMode[] = [{ pin: "2026-07-28" }, "legacy"];

/** Opens a server URL with a real MCP client for as long as `use` takes. */
export async function withClient<Result>(
  serverUrl: string,
  mode: VersionNegotiationMode,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ name: "patchbay-e2e", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(serverUrl)));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

export async function listTools(serverUrl: string, mode: VersionNegotiationMode): Promise<Tool[]> {
  return withClient(serverUrl, mode, async (client) => (await client.listTools()).tools);
}
