import { describe, expect, it } from "vitest";
import { HOME_PATH, safeReturnPath } from "./paths";

describe("safeReturnPath", () => {
  it.each([
    undefined,
    null,
    7,
    ["/instances"],
    "",
    "instances",
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/a\u0000b",
    "/a\u0085b",
    "javascript:alert(1)",
    "/api/auth/sign-out",
    "/api",
    "/./api/instances",
    "/x/../api/instances",
    "/engine/mcp-server",
    "/connect/start?instance=1",
    "/sign-in",
    "/sign-in?next=/sign-in",
    `/${"a".repeat(2048)}`,
  ])("refuses %j", (value) => {
    expect(safeReturnPath(value)).toBe(HOME_PATH);
  });

  it.each([
    ["/", "/"],
    ["/account", "/account"],
    ["/instances?status=waiting&q=a%20b#latest", "/instances?status=waiting&q=a%20b#latest"],
    ["/apiary", "/apiary"],
    ["/instances/../account", "/account"],
    ["/users/ana@example.com", "/users/ana@example.com"],
    ["/?next=https://evil.example", "/?next=https://evil.example"],
  ])("keeps %j", (value, kept) => {
    expect(safeReturnPath(value)).toBe(kept);
  });
});
