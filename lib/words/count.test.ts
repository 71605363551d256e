import { expect, test } from "vitest";
import { countWords, numberWords, plural, shareWords } from "./count";

test("numbers are grouped", () => {
  expect(numberWords(1284)).toBe("1,284");
});

test.each([
  [0, "0 instances"],
  [1, "1 instance"],
  [2, "2 instances"],
  [1_000_000, "1,000,000 instances"],
])("%d are %s", (value, words) => {
  expect(countWords(value, "instance")).toBe(words);
});

test("a noun may have a plural of its own", () => {
  expect(countWords(2, "person", "people")).toBe("2 people");
  expect(countWords(1, "person", "people")).toBe("1 person");
});

test("other words agree with the number as well", () => {
  expect([0, 1, 2].map((value) => plural(value, "it", "them"))).toEqual(["them", "it", "them"]);
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
