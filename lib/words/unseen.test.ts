import { expect, it } from "vitest";
import { showId, showUnseen } from "./unseen";

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

it.each([
  ["ana@example.com", "ana@example.com"],
  ["José Müller", "José Müller"],
  ["山田\u3000太郎", "山田\u3000太郎"],
  ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
  [" ", "[U+0020]"],
  ["\u3000\u00a0", "[U+3000][U+00A0]"],
  ["\u2800\u3164", "[U+2800][U+3164]"],
  ["\t\n", "[U+0009][U+000A]"],
  [" ana", "[U+0020]ana"],
  ["ana ", "ana[U+0020]"],
  ["ana  lee", "ana[U+0020][U+0020]lee"],
  ["ana\u00a0lee", "ana[U+00A0]lee"],
  ["ana\u200b", "ana[U+200B]"],
  ["a\u200db", "a[U+200D]b"],
])("the id %j is shown as %j", (id, shown) => {
  expect(showId(id)).toBe(shown);
});
