import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Lane } from "./lanes";
import { createPace, type Pace, type SharedStarts, TooLongQueueError } from "./pace";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;
const ANA: Lane = { kind: "operators", who: "ana" };

/** Asks for turns at once, and records when each came. */
function ask(pace: Pace, count: number, times: number[], patience = MINUTE): void {
  for (let i = 0; i < count; i += 1) void pace.turn(ANA, patience).then(() => times.push(performance.now()));
}

/** The most events that any stretch of `length` milliseconds holds. */
function busiest(times: readonly number[], length: number): number {
  return Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + length).length),
  );
}

test.each([
  [2, 1000, 2, 9_000],
  [2.5, 800, 2, 7_200],
  [1, 1000, 1, 19_000],
  [0.5, 2000, 1, 38_000],
  [0.1, 10_000, 1, 190_000],
  [10, 1000, 10, 1_000],
])(
  "a rate of %d lets through no more than that in any stretch of %d ms",
  async (rate, stretch, most, total) => {
    const times: number[] = [];
    const start = performance.now();
    ask(createPace(rate), 20, times, 10 * MINUTE);
    await vi.runAllTimersAsync();
    expect(times).toHaveLength(20);
    expect(busiest(times, stretch)).toBe(most);
    expect((times.at(-1) ?? 0) - start).toBe(total);
  },
);

test("a late burst does not get what an earlier second left over", async () => {
  const pace = createPace(2);
  const times: number[] = [];
  ask(pace, 1, times);
  await vi.advanceTimersByTimeAsync(950);
  ask(pace, 3, times);
  await vi.runAllTimersAsync();
  expect(times).toHaveLength(4);
  expect(busiest(times, 1000)).toBe(2);
});

test("turns of one caller go in the order of asking", async () => {
  const pace = createPace(5);
  const order: number[] = [];
  for (let i = 0; i < 12; i += 1) void pace.turn(ANA, MINUTE).then(() => order.push(i));
  await vi.runAllTimersAsync();
  expect(order).toEqual([...Array(12).keys()]);
});

test("who would wait too long is refused at once, and told how long it would have been", async () => {
  const pace = createPace(2);
  const times: number[] = [];
  ask(pace, 8, times);
  const refused = await pace.turn(ANA, 2_500).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TooLongQueueError);
  expect(refused).toHaveProperty("wait", 4_000);
  await expect(Promise.race([pace.turn(ANA, 4_000), Promise.resolve("waits")])).resolves.toBe("waits");
  await vi.runAllTimersAsync();
  expect(times).toHaveLength(8);
});

test("who gives up leaves its place to the next", async () => {
  const pace = createPace(1);
  const times: number[] = [];
  const start = performance.now();
  ask(pace, 1, times);
  const giveUp = new AbortController();
  const given = pace.turn(ANA, MINUTE, giveUp.signal).catch((error: unknown) => error);
  ask(pace, 1, times);
  giveUp.abort(new Error("gone"));
  await vi.runAllTimersAsync();
  expect(await given).toEqual(new Error("gone"));
  expect(times.map((time) => time - start)).toEqual([0, 1000]);
});

test("who has given up before asking takes no turn", async () => {
  const pace = createPace(1);
  const times: number[] = [];
  await expect(pace.turn(ANA, MINUTE, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  ask(pace, 1, times);
  await vi.advanceTimersByTimeAsync(0);
  expect(times).toHaveLength(1);
});

test("while the other side rests nobody has a turn, and who cannot wait that long is told so", async () => {
  const pace = createPace(1);
  const times: number[] = [];
  const start = performance.now();
  ask(pace, 2, times);
  const impatient = pace.turn(ANA, 3_000).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(500);
  pace.rest(5_000);
  expect(await impatient).toBeInstanceOf(TooLongQueueError);
  ask(pace, 1, times);
  await vi.runAllTimersAsync();
  expect(times.map((time) => time - start)).toEqual([0, 5_500, 6_500]);
});

/** What two processes share, with one turn in so many milliseconds. */
function share(every: number): SharedStarts {
  let free = 0;
  return {
    async take() {
      const at = Math.max(performance.now(), free);
      free = at + every;
      return { wait: at - performance.now() };
    },
    async rest(milliseconds) {
      free = Math.max(free, performance.now() + milliseconds);
    },
  };
}

test("two processes take turns of one rate, and who is left alone has all of them", async () => {
  const shared = share(500);
  const [one, other] = [createPace(2, shared), createPace(2, shared)];
  const [ours, theirs]: number[][] = [[], []];
  ask(one, 10, ours ?? []);
  ask(other, 4, theirs ?? []);
  await vi.runAllTimersAsync();
  const all = [...(ours ?? []), ...(theirs ?? [])];
  expect(all).toHaveLength(14);
  expect(busiest(all, 1000)).toBe(2);
  // Neither waited for the other to have done with its own.
  expect(theirs?.at(-1)).toBeLessThan(ours?.at(-1) ?? 0);
});

test("while the other side rests, who asks in another process cannot wait and is told so", async () => {
  const shared = share(500);
  const [one, other] = [createPace(2, shared), createPace(2, shared)];
  one.rest(20_000);
  const patient = other.turn(ANA, MINUTE).then(() => performance.now());
  const refused = other.turn(ANA, 5_000).catch((error: unknown) => error);
  const began = performance.now();
  await vi.advanceTimersByTimeAsync(1);
  expect(await refused).toBeInstanceOf(TooLongQueueError);
  await vi.runAllTimersAsync();
  expect(await patient).toBeGreaterThanOrEqual(began + 20_000);
});

test("where nobody can be asked, a process keeps the pace by itself", async () => {
  const gone = async () => Promise.reject(new Error("the database is away"));
  const times: number[] = [];
  ask(createPace(2, { take: gone, rest: gone }), 6, times);
  await vi.runAllTimersAsync();
  expect(times).toHaveLength(6);
  expect(busiest(times, 1000)).toBe(2);
});
