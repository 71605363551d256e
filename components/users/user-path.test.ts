import { describe, expect, test } from "vitest";
import { userIdFrom, userPath } from "./user-path";

const IDS = [
  "ana@example.com",
  "a/b",
  "100%",
  "%2F",
  "müller 王",
  "?q=1#x",
  ".",
  "..",
  "adopt",
  "adopted",
  "~",
  "~adopt",
  "a+b c",
];

describe("the path of a user's page", () => {
  test.each(IDS)("leads back to %j", (id) => {
    const { pathname } = new URL(userPath(id), "http://console.invalid");
    expect(pathname.split("/")).toHaveLength(3);
    expect(pathname).not.toBe("/users/adopt");
    expect(userIdFrom(pathname.split("/")[2] ?? "")).toBe(id);
  });

  test("that is escaped wrongly is nobody's", () => {
    expect(userIdFrom("%E0%A4%A")).toBeUndefined();
  });
});
