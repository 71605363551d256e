import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { byBrowsersClock, byServersClock, serverNow, setServerTime } from "./clock";

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const TRUE_TIME = Date.parse("2030-05-01T12:00:00Z");

describe("with a browser's clock that is wrong", () => {
  afterEach(() => vi.useRealTimers());

  it.each([0, 5_000, -5_000, MINUTE, 60 * MINUTE, -60 * MINUTE, YEAR, -YEAR, 100 * YEAR])(
    "by %i milliseconds, the time is the server's",
    (wrong) => {
      vi.useFakeTimers({ now: TRUE_TIME + wrong });
      setServerTime(TRUE_TIME);
      expect(serverNow()).toBe(TRUE_TIME);
      vi.advanceTimersByTime(MINUTE);
      expect(serverNow()).toBe(TRUE_TIME + MINUTE);
      expect(byServersClock(Date.now())).toBe(TRUE_TIME + MINUTE);
      expect(byBrowsersClock(byServersClock(5))).toBe(5);
    },
  );

  it("set right or wrong while the page is open, the next answer mends it", () => {
    vi.useFakeTimers({ now: TRUE_TIME });
    setServerTime(TRUE_TIME);
    vi.setSystemTime(TRUE_TIME + YEAR);
    setServerTime(TRUE_TIME + 1_000);
    expect(serverNow()).toBe(TRUE_TIME + 1_000);
  });

  it("the way of an answer, and what is no time, move nothing", () => {
    vi.useFakeTimers({ now: TRUE_TIME });
    setServerTime(TRUE_TIME);
    for (const time of [TRUE_TIME - 1_500, TRUE_TIME + 900, Number.NaN]) setServerTime(time);
    expect(serverNow()).toBe(TRUE_TIME);
  });
});

/** Where the browser's code stands. */
const FOLDERS = ["components", "lib/api", "lib/queries", "lib/words"];

it("nothing that runs in a browser asks the browser's clock what time it is", async () => {
  const root = path.resolve(import.meta.dirname, "..");
  const asking: string[] = [];
  for (const folder of FOLDERS) {
    for (const name of await readdir(path.join(root, folder), { recursive: true })) {
      if (!/\.tsx?$/.test(name) || name.includes(".test.")) continue;
      const source = await readFile(path.join(root, folder, name), "utf8");
      if (/\bDate\.now\b|new Date\(\s*\)|(?<!new )\bDate\(/.test(source))
        asking.push(path.join(folder, name));
    }
  }
  expect(asking).toEqual([]);
});

it("every page hands on what it has read with its age by the browser's clock, and none by the server's", async () => {
  const app = path.resolve(import.meta.dirname, "../app");
  const handing: string[] = [];
  for (const name of await readdir(app, { recursive: true })) {
    if (name.endsWith(".tsx") && (await readFile(path.join(app, name), "utf8")).includes("HydrationBoundary"))
      handing.push(name);
  }
  expect(handing).toEqual([]);
});
