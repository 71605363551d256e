import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/server-name";
import { CLIENT_LABELS, CLIENT_PLACES, CLIENTS, clientSnippet, serverKey, shellQuote } from "./snippets";

const url = "https://mcp.example.com/instance/1?key=a&b=c";
const run = promisify(execFile);

describe("clientSnippet", () => {
  const http = { serverName: "Google Calendar", connectionType: "StreamableHttp", url } as const;
  const sse = { ...http, connectionType: "SSE" } as const;

  it("tells Cursor the URL alone: it finds out the transport", () => {
    for (const server of [http, sse]) {
      expect(JSON.parse(clientSnippet("cursor", server))).toEqual({
        mcpServers: { "google-calendar": { url } },
      });
    }
  });

  it.each([
    [http, "http"],
    [sse, "sse"],
  ])("tells VS Code the transport under `servers`: $1", (server, type) => {
    expect(JSON.parse(clientSnippet("vscode", server))).toEqual({
      servers: { "google-calendar": { type, url } },
    });
  });

  it.each([
    [http, "http"],
    [sse, "sse"],
  ])("is a command line for Claude Code: $1", (server, transport) => {
    expect(clientSnippet("claude-code", server)).toBe(
      `claude mcp add --transport ${transport} google-calendar '${url}'`,
    );
  });

  it.each([
    [http, "streamable-http"],
    [sse, "sse"],
  ])("names the transport in a plain mcp.json: $1", (server, type) => {
    expect(JSON.parse(clientSnippet("mcp-json", server))).toEqual({
      mcpServers: { "google-calendar": { type, url } },
    });
  });

  it("keeps a URL whole that would break out of a text or a command", () => {
    const hostile = `https://mcp.example.com/"},'$(touch x)\`\\`;
    for (const client of CLIENTS) {
      const snippet = clientSnippet(client, { ...http, url: hostile });
      if (client === "claude-code") expect(snippet.endsWith(` ${shellQuote(hostile)}`)).toBe(true);
      else expect(JSON.stringify(JSON.parse(snippet))).toContain(JSON.stringify(hostile));
    }
  });

  it("has a name and a place for each client", () => {
    expect(Object.keys(CLIENT_LABELS)).toEqual([...CLIENTS]);
    expect(Object.keys(CLIENT_PLACES)).toEqual([...CLIENTS]);
  });
});

describe("serverKey", () => {
  it("makes of every server a key of its own that needs no quoting", () => {
    const keys = SERVER_NAMES.map(serverKey);
    expect(new Set(keys).size).toBe(SERVER_NAMES.length);
    for (const key of keys) expect(key).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
    expect(serverKey("Cal.com")).toBe("cal-com");
  });
});

describe("shellQuote", () => {
  it.each([
    "plain",
    "two words",
    "it's",
    "''",
    "'; touch /tmp/x; '",
    '$HOME `id` $(id) \\ " !! * ? ~ # & | < >',
    "line\nbreak\ttab",
    "ä ñ 汉 🙂",
    "",
  ])("a shell reads %j as it was written", async (text) => {
    const { stdout } = await run("sh", ["-c", `printf %s ${shellQuote(text)}`]);
    expect(stdout).toBe(text);
  });
});
