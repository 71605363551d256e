import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "../process/log";
import { beginAttempt } from "../services/connect/begin";
import { createInstance } from "../services/instances/create";
import { findInstance } from "../services/instances/find";
import { instanceRequest, openTestConsole, type TestConsole } from "../services/testing";
import { listTools } from "../services/tools/list";
import { createHttpUpstream } from "./http";
import { LANES } from "./lanes";
import { answerJson, CANARY_KEY, startServer } from "./testing";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

/** A well-behaved upstream of its own, at the rate that a console has unless somebody sets another. */
async function meet() {
  let made = 0;
  const server = await startServer((response, _, { method, path }) => {
    if (path.endsWith("/create")) {
      made += 1;
      return answerJson(response, 200, { instanceId: `i-${made}`, serverUrl: `${server.url}/${made}` });
    }
    if (path.endsWith("/list-tools")) return answerJson(response, 200, { success: true, tools: [] });
    const oauthUrl = `${server.url}/oauth`;
    answerJson(response, method === "GET" ? 200 : 404, {
      authNeeded: true,
      isAuthenticated: false,
      oauthUrl,
    });
  });
  const rate = { id: "us" as const, baseUrl: server.url, apiKey: CANARY_KEY, rate: 2, timeout: 5_000 };
  const upstream = createHttpUpstream({ ...rate, log: createLogger("silent") });
  const operator = stage.as("operator", upstream);
  const { instance } = await createInstance(operator, instanceRequest({ upstream: "us" }));
  return { server, upstream, operator, instance };
}

/** Whether it was refused for having to wait too long, or came to something else. */
async function outcomes(calls: Promise<unknown>[]): Promise<{ refused: number; others: number }> {
  const settled = await Promise.allSettled(calls);
  const refused = settled.filter(
    (call) => call.status === "rejected" && call.reason?.code === "upstream-rate-limited",
  ).length;
  return { refused, others: settled.length - refused };
}

describe("at the usual rate an operator's create is answered in time", () => {
  /** Creates take a call each; with a burst behind them, they wait for their turns and for nobody else. */
  async function createsInTime({ operator }: Awaited<ReturnType<typeof meet>>): Promise<void> {
    const began = performance.now();
    for (let count = 0; count < 4; count += 1) {
      await createInstance(operator, instanceRequest({ upstream: "us" }));
    }
    expect(performance.now() - began).toBeLessThan(8_000);
  }

  it("while one visitor starts forty times at once, of whom no more wait than their share", async () => {
    const met = await meet();
    await using _ = met.server;
    const visitor = stage.visitor(met.upstream);
    const row = await findInstance(stage.db, met.instance.id);
    const starts = outcomes(
      Array.from({ length: 40 }, () => beginAttempt(visitor, { row, window: "popup" })),
    );
    await createsInTime(met);
    const { refused, others } = await starts;
    expect(others).toBeLessThanOrEqual((LANES.visitors.most ?? 0) + 2);
    expect(refused).toBe(40 - others);
  });

  it("while a viewer lists tools forty times at once, and the console goes on with its own work", async () => {
    const met = await meet();
    await using _ = met.server;
    const [viewer, system] = [stage.as("viewer", met.upstream), stage.system(met.upstream)];
    const listings = outcomes(Array.from({ length: 40 }, () => listTools(viewer, met.instance)));
    const work = outcomes(Array.from({ length: 25 }, () => system.upstreams.get("us").observe("i-1")));
    await createsInTime(met);
    const { others } = await listings;
    expect(others).toBeLessThanOrEqual((LANES.viewers.most ?? 0) + 2);
    expect((await work).others).toBeGreaterThan(0);
  });
});
