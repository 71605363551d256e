import { expect, test } from "vitest";
import { waitWords } from "./wait";

test.each([
  [0, "1 second"],
  [0.2, "1 second"],
  [1, "1 second"],
  [1.2, "2 seconds"],
  [60, "60 seconds"],
  [90, "2 minutes"],
  [121, "3 minutes"],
  [900, "15 minutes"],
])("%d seconds are waited for as %s", (seconds, words) => {
  expect(waitWords(seconds)).toBe(words);
});
