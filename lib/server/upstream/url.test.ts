import { expect, test } from "vitest";
import { isUpstreamOauthUrl, isUpstreamUrl } from "./url";

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
  expect(isUpstreamUrl(value, BASE)).toBe(false);
  expect(isUpstreamOauthUrl(value, BASE)).toBe(false);
});

test.each([
  "https://mcp.example.com/x?instance_id=1",
  "http://localhost:3000/x",
  "http://127.0.0.1:1/x",
  "http://[::1]:1/",
])("%j may be kept as a server URL", (value) => expect(isUpstreamUrl(value, BASE)).toBe(true));

test("plain HTTP is kept on the upstream's own origin, for a console that is served so", () => {
  expect(isUpstreamUrl("http://console.lan:3000/engine/mcp/1", "http://console.lan:3000/engine")).toBe(true);
  expect(isUpstreamUrl("http://console.lan:3001/engine/mcp/1", "http://console.lan:3000/engine")).toBe(false);
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
  expect(isUpstreamOauthUrl(value, BASE)).toBe(expected);
});
