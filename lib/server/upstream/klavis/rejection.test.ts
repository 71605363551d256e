import { expect, test } from "vitest";
import { readRejection } from "./rejection";

const nothing = { fields: {}, others: [] };
const entry = (loc: unknown, msg: unknown) => ({ loc, msg, type: "value_error" });
const read = (body: unknown, secrets: string[] = []) => readRejection(JSON.stringify(body), secrets);

test.each([
  ["HTML", "<html><body>Unprocessable</body></html>"],
  ["nothing", ""],
  ["truncated JSON", '{"detail":[{"loc":["bo'],
  ["null", "null"],
  ["a list", "[1,2]"],
  ["a number as detail", '{"detail":42}'],
  ["markup as detail", '{"detail":"<script>alert(1)</script>"}'],
  ["entries of other kinds", '{"detail":[null,1,"x",{},{"msg":7},{"loc":"body","msg":{}}]}'],
])("a body that is %s says nothing", (_, text) => {
  expect(readRejection(text, [])).toEqual(nothing);
});

test("each message lands on the last name of its place in the body", () => {
  const detail = [
    entry(["body", "serverName"], "Input should be a known server"),
    entry(["body", "userId"], "too short"),
    entry(["body", "userId"], "not an id"),
    entry(["body", "authData", "ApiKeyAuth", "token"], "expired"),
    entry(["body", "items", 0, "name"], "taken"),
  ];
  expect(read({ detail })).toEqual({
    fields: {
      serverName: ["Input should be a known server"],
      userId: ["too short", "not an id"],
      token: ["expired"],
      name: ["taken"],
    },
    others: [],
  });
});

test("a message without a field of the body stands apart", () => {
  const detail = [
    entry(["query", "page_size"], "too large"),
    entry(["body"], "missing"),
    { msg: "no place" },
  ];
  expect(read({ detail })).toEqual({ fields: {}, others: ["too large", "missing", "no place"] });
});

test.each([
  ["detail", { detail: "User is over its quota" }],
  ["message", { message: "User is over its quota" }],
])("a text in %s is taken as it is", (_, body) => {
  expect(read(body)).toEqual({ fields: {}, others: ["User is over its quota"] });
});

test("names that objects have by nature are fields like any other", () => {
  const detail = [entry(["body", "constructor"], "odd"), entry(["body", "__proto__"], "odder")];
  const { fields } = read({ detail });
  expect(Object.keys(fields)).toEqual(["constructor", "__proto__"]);
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
});

test("secrets that are echoed are struck out, in messages and in names", () => {
  const detail = [
    entry(["body", "token sk-canary"], "bad key sk-canary"),
    entry(["query"], "sk-canary and ghp-canary and sk-canary"),
  ];
  const rejection = read({ detail }, ["sk-canary", "ghp-canary", ""]);
  expect(JSON.stringify(rejection)).not.toContain("canary");
  expect(rejection.fields["token [redacted]"]).toEqual(["bad key [redacted]"]);
});

test("messages are one short line each, and not many", () => {
  const long = read({ detail: `one\n\ttwo \u0007${"x".repeat(5000)}` }).others;
  expect(long[0]).toMatch(/^one two x+…$/);
  expect(long[0]?.length).toBe(200);
  expect(read({ detail: Array.from({ length: 500 }, () => entry(["body"], "no")) }).others.length).toBe(10);
});
