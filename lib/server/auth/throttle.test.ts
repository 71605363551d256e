import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseHandle } from "../db/client";
import { rateLimit } from "../db/schema/rate-limit";
import { TEST_DATABASES } from "../db/testing";
import { type AttemptLimiter, createAttemptLimiter, LIMITS } from "./throttle";

const { most, seconds } = LIMITS["sign-in"];

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

  const waits = async (count: number, ...key: string[]) => {
    const taken = [];
    for (let index = 0; index < count; index += 1) taken.push((await attempts.take("sign-in", ...key)).wait);
    return taken;
  };
  const free = (count: number) => Array.from({ length: count }, () => 0);

  it("lets through so many in a window, and then says how long to wait", async () => {
    expect(await waits(most, "ana")).toEqual(free(most));
    const [wait = 0] = await waits(1, "ana");
    expect(wait).toBeGreaterThan(seconds - 60);
    expect(wait).toBeLessThanOrEqual(seconds);
    expect(await waits(1, "ben")).toEqual([0]);
  });

  it("says of the first that was too many that it is, and of no other", async () => {
    const taken = [];
    for (let index = 0; index < most + 5; index += 1) taken.push(await attempts.take("sign-in", "ana"));
    expect(taken.map(({ count }) => count)).toEqual(taken.map((_, index) => index + 1));
    expect(taken.flatMap(({ firstBeyond }, index) => (firstBeyond ? [index] : []))).toEqual([most]);
  });

  it("counts each of many at once", async () => {
    const taken = await Promise.all(Array.from({ length: 50 }, () => attempts.take("sign-in", "ana")));
    expect(taken.filter(({ wait }) => wait === 0)).toHaveLength(most);
  });

  it("takes no key for another, whatever is in it", async () => {
    await waits(most, "a", "b");
    for (const key of [["a"], ["a,b"], ["ab"], ["a", "b", ""], ['a","b'], ["b", "a"], [""]]) {
      expect(await waits(1, ...key), JSON.stringify(key)).toEqual([0]);
    }
    expect((await attempts.take("change-password", "a", "b")).wait).toBe(0);
  });

  it("gives back one, and forgets all", async () => {
    await waits(most, "ana");
    await attempts.giveBack("sign-in", "ana");
    expect(await waits(1, "ana")).toEqual([0]);
    await attempts.forget("sign-in", "ana");
    expect(await waits(most, "ana")).toEqual(free(most));
    await attempts.forget("sign-in", "never-tried");
  });

  it("a new process goes on where the last one was", async () => {
    await waits(most, "ana");
    expect((await createAttemptLimiter(database.db).take("sign-in", "ana")).wait).toBeGreaterThan(0);
  });

  it("the tries come back when the window is over", async () => {
    await waits(most + 1, "ana");
    await database.db.update(rateLimit).set({ expire: new Date(Date.now() - 1) });
    expect(await waits(most, "ana")).toEqual(free(most));
  });

  it("the counters do not say who tried", async () => {
    await attempts.take("sign-in", "ana@example.com", "203.0.113.7");
    expect(JSON.stringify(await database.db.select().from(rateLimit))).not.toMatch(/ana|203/);
  });
});
