import { expect, test } from "vitest";
import { axisEnd } from "./scale";

test.each([
  [0, 2],
  [1, 2],
  [2, 2],
  [3, 4],
  [5, 6],
  [10, 10],
  [11, 12],
  [13, 16],
  [25, 30],
  [61, 80],
  [99, 100],
  [100, 100],
  [101, 120],
  [1284, 1600],
])("an axis for %d ends at %d", (most, end) => {
  expect(axisEnd(most)).toBe(end);
  expect(Number.isInteger(end / 2)).toBe(true);
});
