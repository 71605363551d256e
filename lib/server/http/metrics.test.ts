import { afterAll, beforeAll, expect, it } from "vitest";
import { handleMetrics } from "./metrics";
import { ask, openTestRuntime, type TestRuntime } from "./testing";

const TOKEN = "a metrics token for tests";

let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime({ METRICS_TOKEN: TOKEN });
});
afterAll(() => running.close());

const get = (authorization: string, more: Record<string, string> = {}) =>
  handleMetrics(ask("/api/metrics", { headers: { authorization, ...more } }));

it("metrics are for whoever has the token, and no session nor API key", async () => {
  const { cookie } = await running.signIn("administrator");
  for (const authorization of ["", "Bearer", "Bearer wrong", TOKEN, `Basic ${TOKEN}`]) {
    const refused = await get(authorization, { cookie });
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain("patchbay_sessions");
  }
  const answer = await get(`Bearer ${TOKEN}`, { host: "10.0.0.1:3000" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  expect(await answer.text()).toContain("patchbay_sessions 1\n");
});

it("there are none without a token configured", async () => {
  running.env.metricsToken = undefined;
  expect((await get("Bearer undefined")).status).toBe(404);
  running.env.metricsToken = TOKEN;
});
