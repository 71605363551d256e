import { expect, test } from "vitest";
import * as labels from "./labels";

test.each(Object.entries(labels))("each of %s has a label of its own", (_name, table) => {
  const words = Object.values<string>(table);
  expect(new Set(words).size).toBe(words.length);
  expect(words.every((word) => word.trim() !== "")).toBe(true);
});
