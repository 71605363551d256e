import { expect, test } from "vitest";
import { spanWords } from "./span";

test.each([
  [0, "0 ms"],
  [420.4, "420 ms"],
  [1000, "1 s"],
  [1340, "1.3 s"],
  [41_400, "41 s"],
  [312_000, "5.2 min"],
  [2 * 3_600_000, "2 h"],
  [36 * 3_600_000, "1.5 days"],
])("%d milliseconds are %s", (milliseconds, words) => {
  expect(spanWords(milliseconds)).toBe(words);
});
