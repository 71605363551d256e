import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseHandle } from "../db/client";
import { rateLimit } from "../db/schema/rate-limit";
import { openTestDatabase } from "../db/testing";
import { delayAfter, forgiveSignIn, takeSignIn } from "./sign-in-tries";
import { type AttemptLimiter, createAttemptLimiter, LIMITS } from "./throttle";

const ADDRESS = "203.0.113.7";
const ELSEWHERE = "198.51.100.1";
const { most } = LIMITS["sign-in"];

let database: DatabaseHandle;
let attempts: AttemptLimiter;
beforeAll(async () => {
  database = await openTestDatabase();
  attempts = createAttemptLimiter(database.db);
});
afterEach(async () => {
  await database.db.delete(rateLimit);
});
afterAll(() => database.close());

const take = async (account: string, address: string | null = ADDRESS, knownBrowser?: string) =>
  (await takeSignIn(attempts, { account, address, knownBrowser })).wait;
async function fail(count: number, account: (index: number) => string, address: string | null = ADDRESS) {
  for (let index = 0; index < count; index += 1) await take(account(index), address);
}

describe("a stranger who fails at somebody's account", () => {
  it("is stopped, and stops neither other addresses nor other accounts", async () => {
    await fail(most, () => "ana");
    expect(await take("ana")).toBeGreaterThan(0);
    expect(await take("ana", ELSEWHERE)).toBe(0);
    expect(await take("ben")).toBe(0);
  });

  it("in the same office does not stop the browser that its member has used before", async () => {
    await fail(LIMITS["sign-in-network"].most, (index) => `user-${index}`);
    await fail(most, () => "ana");
    expect(await take("ana")).toBeGreaterThan(0);
    expect(await take("ana", ADDRESS, "hers")).toBe(0);
  });

  it("who has stolen what makes a browser known is stopped like others, and stops no other browser", async () => {
    for (let index = 0; index < LIMITS["sign-in-known"].most + most; index += 1) {
      expect(await take("ana", ADDRESS, "stolen")).toBe(0);
    }
    expect(await take("ana", ADDRESS, "stolen")).toBeGreaterThan(0);
    expect(await take("ana", ADDRESS, "hers")).toBe(0);
    expect(await take("ana", ELSEWHERE)).toBe(0);
  });

  it("from everywhere at once refuses nobody, and each further try takes longer, up to a bound", async () => {
    for (let index = 0; index < LIMITS["sign-in-everywhere"].most; index += 1) {
      expect(delayAfter(index + 1)).toBe(0);
      expect(await take("ana", `198.51.${index}.1`)).toBe(0);
    }
    const began = performance.now();
    expect(await take("ana", ELSEWHERE)).toBe(0);
    expect(performance.now() - began).toBeGreaterThanOrEqual(delayAfter(101) - 2);
    const delays = [101, 110, 150, 1_000, 1e9].map(delayAfter);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(Math.max(...delays)).toBeLessThanOrEqual(5_000);
    expect(delays[0]).toBeGreaterThan(0);
  });
});

it("one network has sixty tries, whichever accounts it makes up, and then writes no count for them", async () => {
  const address = (index: number) => `2001:db8:1:2:${index.toString(16)}::1`;
  const { most: tries } = LIMITS["sign-in-network"];
  for (let index = 0; index < tries; index += 1) {
    expect(await take(`user-${index}`, address(index))).toBe(0);
  }
  const counts = await database.db.$count(rateLimit);
  for (let index = 0; index < 5; index += 1)
    expect(await take(`more-${index}`, address(0))).toBeGreaterThan(0);
  expect(await database.db.$count(rateLimit)).toBe(counts);
  expect(await take("ana", "2001:db8:1:3::1")).toBe(0);
});

it("tries of which nobody knows where they come from share one count", async () => {
  await fail(LIMITS["sign-in-network"].most, (index) => `user-${index}`, null);
  expect(await take("ana", null)).toBeGreaterThan(0);
  expect(await take("ana", ADDRESS)).toBe(0);
});

it("an office in which everybody signs in with the right password is never over its limit", async () => {
  for (let index = 0; index < LIMITS["sign-in-network"].most * 2; index += 1) {
    const tried = { account: `user-${index}`, address: ADDRESS, knownBrowser: undefined };
    expect((await takeSignIn(attempts, tried)).wait).toBe(0);
    await forgiveSignIn(attempts, tried);
  }
});

it("the right password forgives the tries before it from there, and not those from elsewhere", async () => {
  await fail(most - 1, () => "ana");
  await fail(most, () => "ana", ELSEWHERE);
  const tried = { account: "ana", address: ADDRESS, knownBrowser: undefined };
  expect((await takeSignIn(attempts, tried)).wait).toBe(0);
  await forgiveSignIn(attempts, tried);
  expect(await take("ana")).toBe(0);
  expect(await take("ana", ELSEWHERE)).toBeGreaterThan(0);
});
