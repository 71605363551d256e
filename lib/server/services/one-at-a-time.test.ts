import { expect, it } from "vitest";
import type { Context } from "../context";
import { failureOf } from "../upstream/testing";
import { oneAtATime } from "./one-at-a-time";

const caller = (id: string, signal?: AbortSignal) =>
  ({ caller: { id }, request: { signal } }) as Pick<Context, "caller" | "request">;

/** A read that ends when it is told to. */
function held() {
  let end: (fails?: Error) => void = () => {};
  const over = new Promise<void>((resolve, reject) => {
    end = (fails) => (fails ? reject(fails) : resolve());
  });
  return { read: () => over, end };
}

it("one caller's reads wait for each other, and nobody else's for them", async () => {
  const first = held();
  const order: string[] = [];
  const reading = oneAtATime(caller("ana"), first.read);
  const second = oneAtATime(caller("ana"), async () => void order.push("ana's second"));
  await oneAtATime(caller("ben"), async () => void order.push("ben's"));
  first.end();
  await Promise.all([reading, second]);
  expect(order).toEqual(["ben's", "ana's second"]);
});

it("a read that fails holds up none after it, and what is too much is refused", async () => {
  const first = held();
  const reading = oneAtATime(caller("ana"), first.read);
  const waiting = Array.from({ length: 5 }, () => oneAtATime(caller("ana"), async () => "read"));
  const refused = await failureOf(oneAtATime(caller("ana"), async () => "read"));
  expect(refused).toMatchObject({ code: "rate-limited", retryAfter: 1 });
  first.end(new Error("the database is down"));
  await expect(reading).rejects.toThrow("the database is down");
  expect(await Promise.all(waiting)).toEqual(Array(5).fill("read"));
  expect(await oneAtATime(caller("ana"), async () => "again")).toBe("again");
});

it("what nobody waits for any more is not read, and holds up none after it", async () => {
  const first = held();
  const reading = oneAtATime(caller("cem"), first.read);
  const leaving = new AbortController();
  const given = oneAtATime(caller("cem", leaving.signal), () => Promise.reject(new Error("it was read")));
  const after = oneAtATime(caller("cem"), async () => "read");
  leaving.abort();
  first.end();
  expect(await failureOf(given)).toMatchObject({ code: "rate-limited" });
  await reading;
  expect(await after).toBe("read");
});
