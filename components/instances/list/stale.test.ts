import { expect, test } from "vitest";
import { isStale } from "./stale";

const NOW = Date.parse("2030-01-01T12:00:00.000Z");
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

test.each([
  [60, 9999, false],
  [61, 9999, true],
  [null, 60, false],
  [null, 61, true],
])("a state that was checked %s minutes ago, of a record of %s minutes: %s", (checked, created, stale) => {
  const statusCheckedAt = checked === null ? null : minutesAgo(checked);
  expect(isStale({ statusCheckedAt, createdAt: minutesAgo(created) }, NOW)).toBe(stale);
});
