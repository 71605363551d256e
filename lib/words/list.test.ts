import { expect, test } from "vitest";
import { listWords } from "./list";

test.each([
  [[], ""],
  [["GitHub"], "GitHub"],
  [["GitHub", "Slack"], "GitHub and Slack"],
  [["GitHub", "Gmail", "Slack"], "GitHub, Gmail and Slack"],
])("%j are listed as a sentence would", (items, words) => {
  expect(listWords(items)).toBe(words);
});
