import { expect, test } from "vitest";
import { retryAfter } from "./retry-after";

const NOW = Date.parse("2026-05-04T10:00:00Z");

test.each([
  [undefined, undefined],
  ["", undefined],
  ["soon", undefined],
  ["-3", undefined],
  ["0", 0],
  ["7", 7],
  [" 7 ", 7],
  ["1.5", 1.5],
  ["999999999", 3600],
  ["Mon, 04 May 2026 10:00:30 GMT", 30],
  ["Mon, 04 May 2026 09:59:00 GMT", 0],
  ["Tue, 04 May 2027 10:00:00 GMT", 3600],
])("Retry-After %j is %j seconds", (value, seconds) => {
  expect(retryAfter(new Headers(value === undefined ? {} : { "retry-after": value }), NOW)).toBe(seconds);
});
