import { expect, test } from "vitest";
import { newIdSchema } from "./identifier";
import { isVisible } from "./terms/visible";

const schema = newIdSchema({ wrong: "wrong", missing: "missing" });

// Each of these, within a name, makes another name that looks the same.
const HIDDEN = [
  ..."\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2800\u3164\ufeff\uffa0",
  "\0",
  "\n",
  "\u007f",
  "\u0085",
  "\ud800",
  "\u{e0041}",
];

test.each(HIDDEN)("%j hides in no id", (hidden) => {
  for (const id of [
    `ana${hidden}lee`,
    `${hidden}ana.`,
    `.ana${hidden}`,
    `山${hidden}田`,
    `می${hidden}خواهم`,
  ]) {
    expect(schema.safeParse(id).success && !/\s/.test(hidden)).toBe(false);
  }
  expect(isVisible(`a${hidden}b`)).toBe(false);
});

test.each(["\u200c", "\u200d"])(
  "a joiner %j shows nothing between letters of one form, or alone",
  (joiner) => {
    for (const id of [
      `jo${joiner}se`,
      `й${joiner}я`,
      `山${joiner}田`,
      `${joiner}ana`,
      `ana${joiner}`,
      `1${joiner}2`,
    ]) {
      expect(isVisible(id)).toBe(false);
    }
  },
);

test.each([
  "José Müller",
  "山田太郎",
  "می‌خواهم",
  "علی‌رضا",
  "क्‍ष",
  "ශ්‍රී",
  "👨‍👩‍👧‍👦",
  "👩🏽‍💻",
  "🏳️‍🌈",
  "O’Neil-Smith, Jr.",
  "a b",
  "ａｎａ",
])("%s is a name that people have", (id) => {
  expect(schema.parse(` ${id} `)).toBe(id);
});

test("an id fits into the index, in whichever script", () => {
  expect(schema.safeParse("a".repeat(320)).success).toBe(true);
  expect(schema.safeParse("é".repeat(320)).success).toBe(true);
  for (const id of ["a".repeat(321), "💣".repeat(320), "山".repeat(334)]) {
    expect(schema.safeParse(id).success).toBe(false);
  }
});
