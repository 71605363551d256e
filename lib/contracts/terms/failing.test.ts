import { expect, it } from "vitest";
import type { Overview } from "../overview";
import { failingUpstreams } from "./failing";

const now = Date.UTC(2030, 0, 1, 12, 30);
const row = (
  upstream: "us" | "eu" | "embedded",
  hour: number,
  calls: number,
  failures: number,
): Overview["upstreams"][number] => ({
  upstream,
  hour: new Date(Date.UTC(2030, 0, 1, hour)).toISOString(),
  calls,
  failures,
  average: 1,
  slowest: 1,
});

it.each([
  ["nothing was called", [], []],
  ["nothing failed", [row("us", 12, 9, 0)], []],
  ["few calls failed", [row("us", 12, 9, 4)], []],
  ["it failed hours ago and works now", [row("us", 9, 9, 9), row("us", 12, 9, 0)], []],
  ["every call failed", [row("us", 12, 2, 2)], ["us"]],
  ["it failed in the hour before, and nobody called since", [row("us", 11, 2, 2)], ["us"]],
  [
    "several fail, the worst first",
    [row("us", 12, 4, 2), row("eu", 12, 2, 2), row("embedded", 12, 5, 0)],
    ["eu", "us"],
  ],
])("where %s", (_, rows, failing) => {
  expect(failingUpstreams(rows, now).map(({ upstream }) => upstream)).toEqual(failing);
});
