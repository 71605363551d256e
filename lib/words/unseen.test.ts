import { expect, it } from "vitest";
import { showUnseen } from "./unseen";

it.each([
  ["plain, of two lines\n\tand a tab", "plain, of two lines\n\tand a tab"],
  ["José 日本 😀", "José 日本 😀"],
  ["read\u202e only", "read[U+202E] only"],
  ["a\u200bb\u2066c", "a[U+200B]b[U+2066]c"],
  ["\u001b[31mred\u009b", "[U+001B][31mred[U+009B]"],
  // Letters of the tags block, which models read and nobody sees.
  ["ok\u{e0068}\u{e0069}", "ok[U+E0068][U+E0069]"],
  ["\ud800", "[U+D800]"],
])("%j is shown as %j", (text, shown) => {
  expect(showUnseen(text)).toBe(shown);
});
