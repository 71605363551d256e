import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import {
  anyShellQuote,
  CLIENT_LABELS,
  CLIENT_PLACES,
  CLIENTS,
  CREATE_CLIENTS,
  clientSnippet,
  installLink,
  serverKey,
  shellQuote,
} from "./snippets";

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
      `claude mcp add --transport ${transport} google-calendar "${url}"`,
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

  it.each([
    [http, "http-only"],
    [sse, "sse-only"],
  ])("starts mcp-remote for Claude Desktop, held to the transport: $1", (server, transport) => {
    expect(JSON.parse(clientSnippet("claude-desktop", server))).toEqual({
      mcpServers: {
        "google-calendar": { command: "npx", args: ["-y", "mcp-remote", url, "--transport", transport] },
      },
    });
  });

  it.each([
    ["http://patchbay.internal:3000/mcp/1", true],
    ["http://localhost:3000/mcp/1", false],
    ["http://[::1]:3000/mcp/1", false],
    ["https://patchbay.internal/mcp/1", false],
  ])("lets mcp-remote go over plain HTTP to another machine only: %s %s", (address, allowed) => {
    const snippet = clientSnippet("claude-desktop", { ...http, url: address });
    expect(snippet.includes("--allow-http")).toBe(allowed);
  });

  it("is the URL itself for ChatGPT, which reads no file", () => {
    for (const server of [http, sse]) expect(clientSnippet("chatgpt", server)).toBe(url);
  });

  it("calls the URL serverUrl for Windsurf, which finds out the transport", () => {
    for (const server of [http, sse]) {
      expect(JSON.parse(clientSnippet("windsurf", server))).toEqual({
        mcpServers: { "google-calendar": { serverUrl: url } },
      });
    }
  });

  it.each([
    [http, { httpUrl: url }],
    [sse, { url }],
  ])("tells Gemini CLI the transport by the name of the URL: $1", (server, entry) => {
    expect(JSON.parse(clientSnippet("gemini-cli", server))).toEqual({
      mcpServers: { "google-calendar": entry },
    });
  });

  it("keeps a URL whole that would break out of a text or a command", () => {
    const hostile = `https://mcp.example.com/"},'$(touch x)\`\\`;
    for (const client of CLIENTS) {
      const snippet = clientSnippet(client, { ...http, url: hostile });
      if (client === "claude-code") expect(snippet.endsWith(` ${shellQuote(hostile)}`)).toBe(true);
      else if (client === "chatgpt") expect(snippet).toBe(hostile);
      else expect(JSON.stringify(JSON.parse(snippet))).toContain(JSON.stringify(hostile));
    }
  });

  it("has a name and a place for each client", () => {
    expect(Object.keys(CLIENT_LABELS)).toEqual([...CLIENTS]);
    expect(Object.keys(CLIENT_PLACES)).toEqual([...CLIENTS]);
    expect(CLIENTS).toEqual(expect.arrayContaining([...CREATE_CLIENTS]));
  });
});

describe("installLink", () => {
  const server = { serverName: "Google Calendar", url: `${url}&d="ä/汉"` } as const;

  it("is absent where a client has none", () => {
    const without = CLIENTS.filter(
      (client) => installLink(client, { ...server, connectionType: "StreamableHttp" }) === null,
    );
    expect(without).toEqual([
      "claude-code",
      "claude-desktop",
      "chatgpt",
      "windsurf",
      "gemini-cli",
      "mcp-json",
    ]);
  });

  it.each(["StreamableHttp", "SSE"] as const)("gives Cursor the name and the URL: %s", (connectionType) => {
    const link = new URL(installLink("cursor", { ...server, connectionType }) ?? "");
    expect(link.href.startsWith("cursor://anysphere.cursor-deeplink/mcp/install?")).toBe(true);
    expect(link.searchParams.get("name")).toBe("google-calendar");
    const config = Buffer.from(link.searchParams.get("config") ?? "", "base64").toString("utf8");
    expect(JSON.parse(config)).toEqual({ url: server.url });
  });

  it.each([
    ["StreamableHttp", "http"],
    ["SSE", "sse"],
  ] as const)("gives VS Code the transport too: %s", (connectionType, type) => {
    const [scheme, query] = (installLink("vscode", { ...server, connectionType }) ?? "").split("?");
    expect(scheme).toBe("vscode:mcp/install");
    expect(JSON.parse(decodeURIComponent(query ?? ""))).toEqual({
      name: "google-calendar",
      type,
      url: server.url,
    });
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

describe("a URL on a command line", () => {
  const usual = "https://mcp.example.com:8443/a_b/~c/(d)?key=A-z_0.9&x=1#y";

  it("stands in double quotes, which the shells of Windows know too", async () => {
    expect(anyShellQuote(usual)).toBe(`"${usual}"`);
    expect((await run("sh", ["-c", `printf %s ${anyShellQuote(usual)}`])).stdout).toBe(usual);
  });

  it.each(["$HOME", "`id`", "$(id)", '"', "\\", "!!", "%PATH%", "\n", " ", "'", "ä"])(
    "is read whole with %j",
    async (odd) => {
      const { stdout } = await run("sh", ["-c", `printf %s ${anyShellQuote(usual + odd)}`]);
      expect(stdout).toBe(usual + odd);
    },
  );
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
