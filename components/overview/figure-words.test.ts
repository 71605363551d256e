import { expect, test } from "vitest";
import { dayWords, hourWords, numberWords, shareWords, spanWords } from "./figure-words";

test("numbers are grouped", () => {
  expect(numberWords(1284)).toBe("1,284");
});

test("days and hours are those of UTC", () => {
  expect(dayWords("2026-03-12")).toBe("12 Mar");
  expect(hourWords("2026-03-12T23:00:00.000Z")).toBe("23:00");
});

test.each([
  [0, 0, "0%"],
  [1, 1000, "0.1%"],
  [1, 100_000, "under 0.1%"],
  [1, 3, "33.3%"],
  [5, 5, "100%"],
])("%d of %d is %s", (part, whole, words) => {
  expect(shareWords(part, whole)).toBe(words);
});

test.each([
  [0, "0 ms"],
  [420.4, "420 ms"],
  [1000, "1 s"],
  [41_400, "41 s"],
  [312_000, "5.2 min"],
  [2 * 3_600_000, "2 h"],
  [36 * 3_600_000, "1.5 days"],
])("%d milliseconds are %s", (milliseconds, words) => {
  expect(spanWords(milliseconds)).toBe(words);
});
