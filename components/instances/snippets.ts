import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { ServerName } from "@/lib/contracts/server-name";

export const CLIENTS = [
  "cursor",
  "vscode",
  "claude-code",
  "claude-desktop",
  "chatgpt",
  "windsurf",
  "gemini-cli",
  "mcp-json",
] as const;
export type McpClient = (typeof CLIENTS)[number];

/** The few that stand beside a URL that was just made. */
export const CREATE_CLIENTS = ["cursor", "vscode", "claude-code", "mcp-json"] as const;

export const CLIENT_LABELS: Record<McpClient, string> = {
  cursor: "Cursor",
  vscode: "VS Code",
  "claude-code": "Claude Code",
  "claude-desktop": "Claude Desktop",
  chatgpt: "ChatGPT",
  windsurf: "Windsurf",
  "gemini-cli": "Gemini CLI",
  "mcp-json": "mcp.json",
};

/** Where a client wants its snippet, and what it cannot do by itself. */
export const CLIENT_PLACES: Record<McpClient, string> = {
  cursor: "Add to .cursor/mcp.json in the project, or ~/.cursor/mcp.json for all of them.",
  vscode: "Add to .vscode/mcp.json in the workspace.",
  "claude-code": "Run in a terminal.",
  "claude-desktop":
    "Its configuration file takes programs only, so mcp-remote, which needs Node.js, passes calls on. Add to " +
    "claude_desktop_config.json (Settings, Developer, Edit Config) and restart. On Windows the command is cmd, with " +
    "/c and npx before the arguments. Or paste the URL under Settings, " +
    "Connectors, Add custom connector: those calls come from Anthropic's servers, which have to reach the URL.",
  chatgpt:
    "ChatGPT reads no file. In Settings, Apps (Connectors in older versions), turn on Developer mode under Advanced " +
    "settings, create an app, paste this URL and choose no authentication. OpenAI's servers have to reach the URL.",
  windsurf: "Add to ~/.codeium/windsurf/mcp_config.json, then refresh the list of servers in Cascade.",
  "gemini-cli":
    "Add to ~/.gemini/settings.json, or .gemini/settings.json in the project, and restart. /mcp shows whether it works.",
  "mcp-json": "For clients that read mcpServers from an mcp.json.",
};

type Server = { serverName: ServerName; connectionType: ConnectionType; url: string };

/** What tells one MCP client of a server. Each names the transport in its own words, or finds it out by itself. */
export function clientSnippet(client: McpClient, { serverName, connectionType, url }: Server): string {
  const key = serverKey(serverName);
  const http = connectionType === "StreamableHttp";
  switch (client) {
    case "cursor":
      return json({ mcpServers: { [key]: { url } } });
    case "vscode":
      return json({ servers: { [key]: { type: http ? "http" : "sse", url } } });
    case "claude-code":
      return `claude mcp add --transport ${http ? "http" : "sse"} ${key} ${anyShellQuote(url)}`;
    case "claude-desktop": {
      const args = ["-y", "mcp-remote", url, "--transport", http ? "http-only" : "sse-only"];
      return json({
        mcpServers: {
          [key]: { command: "npx", args: leavesInTheClear(url) ? [...args, "--allow-http"] : args },
        },
      });
    }
    case "chatgpt":
      return url;
    case "windsurf":
      return json({ mcpServers: { [key]: { serverUrl: url } } });
    case "gemini-cli":
      return json({ mcpServers: { [key]: http ? { httpUrl: url } : { url } } });
    case "mcp-json":
      return json({ mcpServers: { [key]: { type: http ? "streamable-http" : "sse", url } } });
  }
}

/** An address as one word for every shell, the Windows ones too: they know double quotes alone. */
export function anyShellQuote(url: string): string {
  return /^[\w:/?=&#@+,;.~()[\]-]+$/.test(url) ? `"${url}"` : shellQuote(url);
}

/**
 * A link by which a client adds a server at one press; null for clients that have none. It holds the URL, which is a
 * credential: make it when it is pressed, and never put it into the page.
 */
export function installLink(client: McpClient, { serverName, connectionType, url }: Server): string | null {
  const name = serverKey(serverName);
  switch (client) {
    case "cursor":
      return `cursor://anysphere.cursor-deeplink/mcp/install?${new URLSearchParams({ name, config: base64({ url }) })}`;
    case "vscode": {
      const type = connectionType === "StreamableHttp" ? "http" : "sse";
      return `vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name, type, url }))}`;
    }
    default:
      return null;
  }
}

/** A server's name as a key that every client takes: lower case, digits and hyphens. */
export function serverKey(serverName: ServerName): string {
  const key = serverName
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "");
  // A name may be in letters of which nothing is left.
  return key || "server";
}

/** Whether a URL goes over plain HTTP to another machine, which mcp-remote refuses unless it is told not to. */
function leavesInTheClear(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Of the JSON's UTF-8 bytes: `btoa` alone takes Latin-1 only. */
function base64(value: unknown): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(JSON.stringify(value))));
}

/** For a POSIX shell. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
