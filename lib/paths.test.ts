import { describe, expect, it } from "vitest";
import {
  connectPath,
  createPath,
  HOME_PATH,
  instancePath,
  instancesPath,
  linkConnectPath,
  safeReturnPath,
  signInPath,
  userIdFromSegment,
  userPath,
} from "./paths";

const CONSOLE = "http://console.invalid";

const IDS = [
  "ana@example.com",
  "ng/1",
  "100%",
  "%2F",
  "a%2Fb",
  "müller 王",
  "?q=1#x",
  "a&job=1",
  ".",
  "..",
  "adopt",
  "view",
  "~adopt",
  "a+b c",
];

describe("the path of a user's page", () => {
  it.each(IDS)("leads back to %j", (id) => {
    const url = new URL(userPath(id, { job: "j" }), CONSOLE);
    expect(url.pathname).toBe("/users/view");
    expect([...url.searchParams]).toEqual([
      ["user", id],
      ["job", "j"],
    ]);
    expect(url.hash).toBe("");
  });

  it.each(IDS)("survives a proxy that undoes escapes in paths, and signing in: %j", (id) => {
    const path = userPath(id);
    const [pathname = "", query = ""] = path.split("?");
    expect(`${decodeURIComponent(pathname)}?${query}`).toBe(path);
    const next = new URL(signInPath(path), CONSOLE).searchParams.get("next");
    expect(safeReturnPath(next)).toBe(path);
  });
});

describe("userIdFromSegment", () => {
  it.each([
    ["ana%40example.com", "ana@example.com"],
    ["a%252Fb", "a%2Fb"],
    ["~..", ".."],
    ["~adopt", "adopt"],
    ["~~", "~"],
  ])("reads %j as it was written once", (segment, id) => {
    expect(userIdFromSegment(segment)).toBe(id);
  });

  it("finds nobody in what is escaped wrongly", () => {
    expect(userIdFromSegment("%E0%A4%A")).toBeUndefined();
  });
});

describe("the other paths", () => {
  it("leave out what was not asked for", () => {
    expect(createPath()).toBe("/instances/new");
    expect(createPath({ server: "Cal.com", user: "a&b" })).toBe("/instances/new?server=Cal.com&user=a%26b");
    expect(instancesPath({ status: ["waiting"], q: "" })).toBe("/instances?status=waiting");
    expect(instancesPath({ server: ["GitHub", "Cal.com"] })).toBe("/instances?server=GitHub%2CCal.com");
    expect(signInPath()).toBe("/sign-in");
  });

  it("escape what stands in them", () => {
    expect(instancePath("a/b")).toBe("/instances/a%2Fb");
    expect(connectPath("1", "create", "tab", "x", { subdomain: "a&b" })).toBe(
      "/connect/start?subdomain=a%26b&instance=1&page=create&window=tab&token=x",
    );
    expect(linkConnectPath("t", 2, "popup")).toBe("/c/t/start/2?window=popup");
  });

  it("let no parameter of a service take the place of ours", () => {
    const url = new URL(connectPath("1", "create", "tab", "x", { instance: "2", window: "popup" }), CONSOLE);
    expect(url.searchParams.getAll("instance")).toEqual(["1"]);
    expect(url.searchParams.getAll("window")).toEqual(["tab"]);
  });
});

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
