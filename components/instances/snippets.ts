import type { ConnectionType } from "@/lib/contracts/create-instance";
import type { ServerName } from "@/lib/contracts/server-name";

export const CLIENTS = ["cursor", "vscode", "claude-code", "mcp-json"] as const;
export type McpClient = (typeof CLIENTS)[number];

export const CLIENT_LABELS: Record<McpClient, string> = {
  cursor: "Cursor",
  vscode: "VS Code",
  "claude-code": "Claude Code",
  "mcp-json": "mcp.json",
};

/** Where a client wants its snippet. */
export const CLIENT_PLACES: Record<McpClient, string> = {
  cursor: "Add to .cursor/mcp.json in the project, or ~/.cursor/mcp.json for all of them.",
  vscode: "Add to .vscode/mcp.json in the workspace.",
  "claude-code": "Run in a terminal.",
  "mcp-json": "For clients that read mcpServers from an mcp.json.",
};

type Server = { serverName: ServerName; connectionType: ConnectionType; url: string };

/** What tells one MCP client of a server. Each names the transport in its own words. */
export function clientSnippet(client: McpClient, { serverName, connectionType, url }: Server): string {
  const key = serverKey(serverName);
  const http = connectionType === "StreamableHttp";
  switch (client) {
    case "cursor":
      return json({ mcpServers: { [key]: { url } } });
    case "vscode":
      return json({ servers: { [key]: { type: http ? "http" : "sse", url } } });
    case "claude-code":
      return `claude mcp add --transport ${http ? "http" : "sse"} ${key} ${shellQuote(url)}`;
    case "mcp-json":
      return json({ mcpServers: { [key]: { type: http ? "streamable-http" : "sse", url } } });
  }
}

/** A server's name as a key that every client takes: lower case, digits and hyphens. */
export function serverKey(serverName: ServerName): string {
  return serverName
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "");
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** For a POSIX shell. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
