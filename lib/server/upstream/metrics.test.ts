import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { DatabaseHandle } from "../db/client";
import { upstreamHour } from "../db/schema/upstream";
import { openTestDatabase } from "../db/testing";
import { addUpstreamHours } from "../db/upstream-hours";
import { createLogger } from "../process/log";
import { createUpstreamMeter } from "./metrics";

let stage: DatabaseHandle;
beforeAll(async () => {
  stage = await openTestDatabase();
});
afterEach(async () => {
  vi.useRealTimers();
  await stage.db.delete(upstreamHour);
});
afterAll(() => stage.close());

const NOON = Date.UTC(2030, 0, 1, 12);
const call = { upstream: "us", milliseconds: 10, failed: false } as const;
const log = createLogger("silent");
const add: Parameters<typeof createUpstreamMeter>[0] = (tallies) => addUpstreamHours(stage.db, tallies);

/** Only the timer is another: the database goes on by real time. */
function stopClock(at: number): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "Date"], now: at });
}
const rows = () => stage.db.select().from(upstreamHour).orderBy(upstreamHour.upstream, upstreamHour.hour);
const written = (count: number) =>
  vi.waitFor(async () => expect(await rows()).toHaveLength(count), { timeout: 5_000 });

it("writes nothing where nothing was called, and nothing at once", async () => {
  stopClock(NOON);
  const { observe } = createUpstreamMeter(add, log);
  vi.advanceTimersByTime(60_000);
  observe(call);
  vi.advanceTimersByTime(1_999);
  vi.useRealTimers();
  expect(await rows()).toEqual([]);
});

it("adds up each upstream's calls by the hour, in one go", async () => {
  stopClock(NOON + 1_000);
  const { observe } = createUpstreamMeter(add, log);
  observe(call);
  observe({ ...call, milliseconds: 30.4, failed: true });
  observe({ ...call, upstream: "eu", milliseconds: 5 });
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  await written(2);
  const hour = new Date(NOON);
  expect(await rows()).toEqual([
    { upstream: "eu", hour, calls: 1, failures: 0, totalTime: 5, slowest: 5 },
    { upstream: "us", hour, calls: 2, failures: 1, totalTime: 40, slowest: 30 },
  ]);
});

it("adds to what is there, also from another process, and tells hours apart", async () => {
  const hour = new Date(NOON);
  await stage.db
    .insert(upstreamHour)
    .values({ upstream: "us", hour, calls: 5, failures: 2, totalTime: 500, slowest: 200 });
  stopClock(NOON + 3_599_999);
  const { observe } = createUpstreamMeter(add, log);
  observe(call);
  vi.setSystemTime(NOON + 3_600_000);
  observe({ ...call, milliseconds: 20 });
  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();
  await written(2);
  expect(await rows()).toEqual([
    { upstream: "us", hour, calls: 6, failures: 2, totalTime: 510, slowest: 200 },
    { upstream: "us", hour: new Date(NOON + 3_600_000), calls: 1, failures: 0, totalTime: 20, slowest: 20 },
  ]);
});

it("goes on after a write that failed", async () => {
  const lines: string[] = [];
  const logged = createLogger("warn", { write: (line) => void lines.push(line) });
  const { observe } = createUpstreamMeter(add, logged);
  const writeNow = () => {
    stopClock(NOON);
    observe(call);
    vi.advanceTimersByTime(2_000);
    vi.useRealTimers();
  };
  await stage.db.execute(sql`alter table upstream_hour rename to elsewhere`);
  writeNow();
  await vi.waitFor(() => expect(lines.join("")).toContain("upstream figures were not written"));
  await stage.db.execute(sql`alter table elsewhere rename to upstream_hour`);
  writeNow();
  await written(1);
  expect(await rows()).toMatchObject([{ calls: 1 }]);
});

it("writes at once what it has, when it is asked to", async () => {
  stopClock(NOON);
  const { observe, flush } = createUpstreamMeter(add, log);
  observe(call);
  vi.useRealTimers();
  await flush();
  expect(await rows()).toMatchObject([{ upstream: "us", calls: 1 }]);
  await flush();
  expect(await rows()).toMatchObject([{ calls: 1 }]);
});
