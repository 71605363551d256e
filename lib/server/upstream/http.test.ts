import { expect, test } from "vitest";
import { createHttpUpstream } from "./http";
import { answerJson, failureOf, startServer, testOptions } from "./testing";

const FOUND = { instanceId: "i-1", authNeeded: false, isAuthenticated: false };

function upstreamAt(url: string, rate: number, patience: number) {
  const { fetch: _, ...options } = testOptions(url);
  return createHttpUpstream({ ...options, rate, patience });
}

test("twenty calls at once arrive at the account's rate", async () => {
  await using server = await startServer((response) => answerJson(response, 200, FOUND));
  const upstream = upstreamAt(server.url, 8, 10_000);
  const started = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => upstream.observe("i-1")));
  const arrivals = server.seen.map(({ at }) => at - started);
  expect(arrivals).toHaveLength(20);
  // However slow the machine, no call may be there before its second has come.
  for (const [place, at] of arrivals.entries()) {
    expect(at).toBeGreaterThanOrEqual(Math.floor(place / 8) * 1000);
  }
});

test("who would wait beyond the console's patience is told when to try again, and nothing is sent", async () => {
  await using server = await startServer((response) => answerJson(response, 200, FOUND));
  const upstream = upstreamAt(server.url, 0.5, 1_000);
  await upstream.observe("i-1");
  const error = await failureOf(upstream.remove("i-1"));
  expect(error).toMatchObject({ code: "upstream-rate-limited", retryAfter: 2, effect: "nothing-changed" });
  expect(error.message).toBe(
    "Too many requests are waiting for Klavis Cloud (US) already. The instance was not deleted. Try again in 2 seconds.",
  );
  expect(server.seen).toHaveLength(1);
});

test("further tries take their turn as well", async () => {
  await using server = await startServer((response, index) =>
    index === 0 ? response.destroy() : answerJson(response, 200, FOUND),
  );
  await upstreamAt(server.url, 1.5, 5_000).observe("i-1");
  const [first, second] = server.seen.map(({ at }) => at);
  // One call in 667 ms, though another try would start after 5.
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(600);
});

test("a 429 holds back everybody who waits for the same account", async () => {
  await using server = await startServer((response, index) =>
    index === 0 ? answerJson(response, 429, {}, { "retry-after": "1" }) : answerJson(response, 200, FOUND),
  );
  const upstream = upstreamAt(server.url, 4, 5_000);
  await Promise.all(Array.from({ length: 6 }, () => upstream.observe("i-1")));
  const refusedAt = server.seen[0]?.at ?? 0;
  const early = server.seen.filter(({ at }) => at < refusedAt + 900);
  // The four that had started before the refusal was there.
  expect(early.length).toBeLessThanOrEqual(4);
  expect(server.seen).toHaveLength(7);
});
