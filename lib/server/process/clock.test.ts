import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Clock, startClock } from "./clock";

const EVERY = 5_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A clock whose act ends when it is told to. */
function startHeld() {
  const ends: (() => void)[] = [];
  let acting = 0;
  let most = 0;
  let stopping: AbortSignal | undefined;
  const clock: Clock = startClock(async (signal) => {
    stopping = signal;
    acting += 1;
    most = Math.max(most, acting);
    await new Promise<void>((resolve) => ends.push(resolve));
    acting -= 1;
  }, EVERY);
  const end = async () => {
    ends.at(-1)?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { clock, end, times: () => ends.length, most: () => most, stopping: () => stopping };
}

it("acts again so long after it ended, never twice at once", async () => {
  const held = startHeld();
  await vi.advanceTimersByTimeAsync(EVERY - 1);
  expect(held.times()).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(held.times()).toBe(1);
  await vi.advanceTimersByTimeAsync(10 * EVERY);
  expect(held.times()).toBe(1);
  await held.end();
  await vi.advanceTimersByTimeAsync(EVERY);
  expect([held.times(), held.most()]).toEqual([2, 1]);
});

it("goes on after an act that failed", async () => {
  let times = 0;
  const clock = startClock(async () => {
    times += 1;
    throw new Error("the database is away");
  }, EVERY);
  await vi.advanceTimersByTimeAsync(2 * EVERY);
  expect(times).toBe(2);
  await clock.stop();
});

it("acts at once when it is woken, and once more where it was acting", async () => {
  const held = startHeld();
  held.clock.wake();
  expect(held.times()).toBe(1);
  for (let time = 0; time < 3; time += 1) held.clock.wake();
  expect(held.times()).toBe(1);
  await held.end();
  expect([held.times(), held.most()]).toEqual([2, 1]);
  await held.end();
  expect(held.times()).toBe(2);
});

it("says to the act that it is to stop, waits for it, and is not woken any more", async () => {
  const held = startHeld();
  held.clock.wake();
  const stopped = vi.fn();
  void held.clock.stop().then(stopped);
  await vi.advanceTimersByTimeAsync(EVERY);
  expect(held.stopping()?.aborted).toBe(true);
  expect(stopped).not.toHaveBeenCalled();
  await held.end();
  expect(stopped).toHaveBeenCalled();
  held.clock.wake();
  await vi.advanceTimersByTimeAsync(2 * EVERY);
  expect(held.times()).toBe(1);
});
