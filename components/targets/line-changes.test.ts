import { expect, it } from "vitest";
import { lineChanges } from "./line-changes";

const marked = (lines: { text: string; changed: boolean }[]) =>
  lines.filter(({ changed }) => changed).map(({ text }) => text);

it.each<[string, string, string[], string[]]>([
  ["a\nb", "a\nb", [], []],
  ["a\nb\nc", "a\nx\nc", ["b"], ["x"]],
  ["a", "a\na", [], ["a"]],
  ["", "a", [""], ["a"]],
  ["a\nb", "b\na", [], []],
])("of %j and %j, the lines that the other lacks are told", (before, after, gone, come) => {
  const { left, right } = lineChanges(before, after);
  expect([marked(left), marked(right)]).toEqual([gone, come]);
  expect(left.map(({ text }) => text).join("\n")).toBe(before);
});
