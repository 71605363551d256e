import { expect, test } from "vitest";
import { foreignHost, isOwnHost } from "./host";

test.each([
  ["patchbay.example.com", "https://patchbay.example.com"],
  ["PatchBay.Example.COM", "https://patchbay.example.com"],
  ["patchbay.example.com:443", "https://patchbay.example.com"],
  ["localhost:3000", "http://localhost:3000"],
  ["patchbay.example.com:80", "http://patchbay.example.com"],
  ["[::1]:3000", "http://[::1]:3000"],
])("%s is the name of %s", (host, appUrl) => {
  expect(isOwnHost(host, appUrl)).toBe(true);
});

test.each([
  null,
  "",
  "evil.test",
  "patchbay.example.com:444",
  "patchbay.example.com.evil.test",
  "evil.test@patchbay.example.com",
  "patchbay.example.com/x",
  "patchbay.example.com\\x",
  "patchbay.example.com, evil.test",
  "patchbay.example.com#",
  " ",
])("%j is not", (host) => {
  expect(isOwnHost(host, "https://patchbay.example.com")).toBe(false);
});

test("a refusal says what came, and what to set", () => {
  const text = foreignHost(`127.0.0.1:3000\u001b${"x".repeat(500)}`, "https://patchbay.example.com");
  expect(text).toContain("127.0.0.1:3000");
  expect(text).toContain("APP_URL");
  expect(text).not.toContain("\u001b");
  expect(text.length).toBeLessThan(500);
  expect(foreignHost(null, "https://patchbay.example.com")).toContain("without a Host header");
});
