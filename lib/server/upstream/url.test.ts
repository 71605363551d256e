import { expect, test } from "vitest";
import { readUpstreamOauthUrl, readUpstreamUrl } from "./url";

const BASE = "https://api.klavis.ai";

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  " https://api.klavis.ai/x",
  "https://api.klavis.ai/\nx",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://api.klavis.ai/5f1a",
  "file:///etc/passwd",
  "ftp://api.klavis.ai/x",
  "http://api.klavis.ai/x",
  "http://localhost.example.com/x",
  "https://user@api.klavis.ai/x",
  "https://user:secret@api.klavis.ai/x",
  "//api.klavis.ai/x",
  "/mcp/x",
  "https://",
  "",
])("%j is no URL to keep", (value) => {
  expect(readUpstreamUrl(value, BASE)).toBeUndefined();
  expect(readUpstreamOauthUrl(value, BASE)).toBeUndefined();
});

test.each([
  "https://mcp.example.com/x?instance_id=1",
  "http://localhost:3000/x",
  "http://127.0.0.1:1/x",
  "http://[::1]:1/",
])("%j may be kept as a server URL", (value) => expect(readUpstreamUrl(value, BASE)).toBe(value));

test("plain HTTP is kept on the upstream's own origin, for a console that is served so", () => {
  const url = "http://console.lan:3000/engine/mcp/1";
  expect(readUpstreamUrl(url, "http://console.lan:3000/engine")).toBe(url);
  expect(readUpstreamUrl(url, "http://console.lan:3001/engine")).toBeUndefined();
});

test.each([
  ["https://api.klavis.ai/oauth/github/authorize?instance_id=1", true],
  ["https://api.klavis.ai:443/oauth/github/authorize", true],
  ["https://API.KLAVIS.AI/oauth/github/authorize", true],
  ["https://api.klavis.ai:8443/oauth/github/authorize", false],
  ["https://api.klavis.ai.example.com/oauth/github/authorize", false],
  ["https://example.com/?https://api.klavis.ai", false],
  ["https://api.klavis.ai@example.com/", false],
  ["http://localhost/oauth/github/authorize", false],
])("an authorization page is on the upstream's own host: %s is %s", (value, expected) => {
  expect(readUpstreamOauthUrl(value, BASE) !== undefined).toBe(expected);
});

// What two parsers read as two addresses is none.
test.each([
  "https://evil.test\\@api.klavis.ai/x",
  "https:\\\\evil.test/x",
  "https:/\\evil.test/x",
  "https:x",
  "https:/evil.test",
  "https:///evil.test",
  "https:////evil.test",
  "https://evil.test/\\..\\x",
  ...["\u202E", "\u200B", "\u2066", "\uFEFF", "\u00AD", "\u2028", "\uD800", "\0", "\u0085"].flatMap(
    (hidden) => [
      `https://evil.test/${hidden}x`,
      `https://ev${hidden}il.test/x`,
      `https://evil.test/?${hidden}`,
    ],
  ),
  `https://evil.test/${"x".repeat(5000)}`,
  `https://evil.test/${"é".repeat(2000)}`,
])("an address that is read in two ways is refused: %j", (value) => {
  expect(readUpstreamUrl(value, BASE)).toBeUndefined();
});

test.each([
  ["https://\u0430\u0440\u0440\u04CF\u0435.com/x", "https://xn--80ak6aa92e.com/x"],
  ["HTTPS://MCP.Example.COM:443/a/../b", "https://mcp.example.com/b"],
  ["https://mcp.example.com", "https://mcp.example.com/"],
  ["https://mcp.example.com/é", "https://mcp.example.com/%C3%A9"],
])("%s is kept in the form in which it was checked", (value, kept) => {
  expect(readUpstreamUrl(value, BASE)).toBe(kept);
  expect(readUpstreamUrl(kept, BASE)).toBe(kept);
});
