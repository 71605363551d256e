import { expect, test } from "vitest";
import { findUnstorable, isStorable, isTooDeep } from "./text";

const UNSTORABLE = ["\0", "a\0b", "\ud800", "x\udc00", "\udfff\ud800", "ok \ud83d"];
const STORABLE = ["", "a", "\u0001", "\u202e", "👨‍👩‍👧", "می‌خواهم", "क्‍ष", "\uffff", "\u{10ffff}"];

test.each(UNSTORABLE)("%j can be kept nowhere, and is found wherever it stands", (text) => {
  expect(isStorable(text)).toBe(false);
  expect(findUnstorable({ a: [1, { b: text }] })).toEqual(["a", 1, "b"]);
  expect(findUnstorable({ a: { [text]: 1 } })).toEqual(["a"]);
  expect(findUnstorable(text)).toEqual([]);
});

test.each(STORABLE)("%j is kept as it is", (text) => {
  expect(isStorable(text)).toBe(true);
  expect(findUnstorable({ [text]: [text, null, true, 1] })).toBeUndefined();
});

const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);

test.each([
  ["[", "]"],
  ['{"a":', "}"],
  ['[{"a":', "}]"],
  [' [ "[", ', "]"],
])("JSON of %j within each other is told by its depth", (open, close) => {
  const levels = (open.match(/[[{](?=[^"]*("[^"]*"[^"]*)*$)/g) ?? []).length;
  expect(isTooDeep(nested(Math.floor(100 / levels), open, close))).toBe(false);
  expect(isTooDeep(nested(101, open, close))).toBe(true);
  expect(isTooDeep(open.repeat(1_000_000))).toBe(true);
});

test.each([
  JSON.stringify("[".repeat(500)),
  JSON.stringify(`\\"${"{".repeat(500)}`),
  `[${'"\\\\",'.repeat(200)}1]`,
  "[],".repeat(500),
  '"[[[',
  "]".repeat(500),
])("what only looks deep is not: %#", (json) => {
  expect(isTooDeep(json)).toBe(false);
});
