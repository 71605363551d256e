import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseHandle } from "../db/client";
import { rateLimit } from "../db/schema/rate-limit";
import { TEST_DATABASES } from "../db/testing";
import { type AttemptLimiter, createAttemptLimiter } from "./throttle";

const WINDOW = 15 * 60;
const ADDRESS = "203.0.113.7";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let database: DatabaseHandle;
  let attempts: AttemptLimiter;
  beforeAll(async () => {
    database = await open();
    attempts = createAttemptLimiter(database.db);
  });
  afterEach(async () => {
    await database.db.delete(rateLimit);
  });
  afterAll(() => database.close());

  /** The waits of so many tries, one after the other. */
  async function waits(count: number, account: string | ((index: number) => string), address = ADDRESS) {
    const taken: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const name = typeof account === "string" ? account : account(index);
      taken.push(await attempts.take(name, address));
    }
    return taken;
  }
  const free = (count: number) => Array.from({ length: count }, () => 0);

  it("an account has ten tries, from wherever they come, and then waits out the window", async () => {
    expect(await waits(10, "ana")).toEqual(free(10));
    for (const address of [ADDRESS, "198.51.100.1", null]) {
      const wait = await attempts.take("ana", address);
      expect(wait).toBeGreaterThan(WINDOW - 60);
      expect(wait).toBeLessThanOrEqual(WINDOW);
    }
    expect(await attempts.take("ben", ADDRESS)).toBe(0);
  });

  it("an address has sixty tries, whichever accounts it tries", async () => {
    expect(await waits(60, (index) => `user-${index}`)).toEqual(free(60));
    expect(await attempts.take("user-60", ADDRESS)).toBeGreaterThan(0);
    expect(await attempts.take("user-61", "198.51.100.1")).toBe(0);
  });

  it("tries without a known address share one count, so that not knowing is no way around it", async () => {
    for (let index = 0; index < 60; index += 1) expect(await attempts.take(`user-${index}`, null)).toBe(0);
    expect(await attempts.take("user-60", null)).toBeGreaterThan(0);
    expect(await attempts.take("user-61", ADDRESS)).toBe(0);
  });

  it("tries from one network of IPv6 are counted together", async () => {
    const address = (index: number) => `2001:db8:1:2:${index.toString(16)}::1`;
    for (let index = 0; index < 60; index += 1) await attempts.take(`user-${index}`, address(index));
    expect(await attempts.take("user-60", address(60))).toBeGreaterThan(0);
    expect(await attempts.take("user-61", "2001:db8:1:3::1")).toBe(0);
  });

  it("tries at once are counted each", async () => {
    const taken = await Promise.all(Array.from({ length: 50 }, () => attempts.take("ana", null)));
    expect(taken.filter((wait) => wait === 0)).toHaveLength(10);
  });

  it("a success clears the account's count, and not the address's", async () => {
    await waits(10, "ana");
    await attempts.forgive("ana");
    expect(await waits(10, "ana")).toEqual(free(10));
    await waits(40, (index) => `user-${index}`);
    await attempts.forgive("ana");
    expect(await attempts.take("ana", ADDRESS)).toBeGreaterThan(0);
    await attempts.forgive("never-tried");
  });

  it("a new process goes on where the last one was", async () => {
    await waits(10, "ana");
    expect(await createAttemptLimiter(database.db).take("ana", null)).toBeGreaterThan(0);
  });

  it("the tries come back when the window is over", async () => {
    await waits(11, "ana");
    await database.db.update(rateLimit).set({ expire: new Date(Date.now() - 1) });
    expect(await waits(10, "ana")).toEqual(free(10));
    expect(await attempts.take("ana", ADDRESS)).toBeGreaterThan(0);
  });

  it("the counters do not say who tried", async () => {
    await attempts.take("ana@example.com", ADDRESS);
    expect(JSON.stringify(await database.db.select().from(rateLimit))).not.toContain("ana");
  });

  it("an address may guess at thirty links, and is not answered until the window is over", async () => {
    for (let guess = 0; guess < 30; guess += 1) {
      expect(await attempts.guessingWait(ADDRESS)).toBe(0);
      await attempts.countGuess(ADDRESS);
    }
    expect(await attempts.guessingWait(ADDRESS)).toBeGreaterThan(WINDOW - 60);
    expect(await attempts.guessingWait("198.51.100.1")).toBe(0);
    expect(await attempts.take("ana", ADDRESS)).toBe(0);
    await database.db.update(rateLimit).set({ expire: new Date(Date.now() - 1) });
    expect(await attempts.guessingWait(ADDRESS)).toBe(0);
  });

  it("guesses from addresses that are not known count as those of one", async () => {
    for (let guess = 0; guess < 30; guess += 1) await attempts.countGuess(null);
    expect(await attempts.guessingWait(null)).toBeGreaterThan(0);
  });
});
