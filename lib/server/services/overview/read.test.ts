import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { overviewSchema } from "@/lib/contracts/overview";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { upstreamHour } from "../../db/schema/upstream";
import { TEST_DATABASES } from "../../db/testing";
import { record } from "../instances/testing";
import { createJob } from "../jobs/create";
import { stopJob } from "../jobs/stop";
import { createLink } from "../links/create";
import { revokeLink } from "../links/revoke";
import { openTestConsole, type TestConsole } from "../testing";
import { readOverview } from "./read";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(async () => {
    for (const table of [instance, job, upstreamHour]) await stage.db.delete(table);
  });
  afterAll(() => stage.close());

  const read = async () => overviewSchema.parse(await readOverview(stage.as("viewer")));

  it("of an empty console has every day, and nothing else", async () => {
    const overview = await read();
    expect(overview.createdPerDay).toHaveLength(30);
    expect(overview.createdPerDay.every(({ count }) => count === 0)).toBe(true);
    const nobody = { count: 0, instances: [] };
    expect(overview).toMatchObject({
      attention: {
        waiting: nobody,
        needsReauthorization: nobody,
        missing: nobody,
        failedJobs: { count: 0, jobs: [] },
        expiringLinks: 0,
        runningJobs: 0,
      },
      total: 0,
      byStatus: [],
      byServer: [],
      timeToConnect: { median: null, p90: null, count: 0 },
      upstreams: [],
    });
  });

  it("names what needs somebody, the longest waiting first, and counts the others", async () => {
    const waiting: string[] = [];
    for (let days = 2; days < 9; days += 1) {
      waiting.unshift((await record(stage, { createdAt: ago(days * DAY) })).id);
    }
    await record(stage, { createdAt: ago(23 * HOUR) });
    await record(stage, { createdAt: ago(9 * DAY), status: "connected" });
    const again = await record(stage, { status: "needs-reauthorization" });
    const missing = await record(stage, { status: "unknown", missingSince: ago(HOUR) });
    await record(stage, { status: "unknown" });
    const { attention } = await read();
    expect(attention.waiting.count).toBe(7);
    expect(attention.waiting.instances.map(({ id }) => id)).toEqual(waiting.slice(0, 5));
    expect(attention.needsReauthorization).toMatchObject({ count: 1, instances: [{ id: again.id }] });
    expect(attention.missing).toMatchObject({ count: 1, instances: [{ id: missing.id, missing: true }] });
    expect(JSON.stringify(attention)).not.toMatch(/a-key|serverUrl/);
  });

  it("counts the links that end within a day unused, and the jobs that run", async () => {
    const made = await record(stage);
    const link = (hours: number) =>
      createLink(stage.as("operator"), { instanceIds: [made.id], person: "Ana", expiresInHours: hours });
    await link(23);
    await link(48);
    await revokeLink(stage.as("operator"), (await link(1)).link);
    await createJob(stage.as("operator"), { action: "refresh", instanceIds: [made.id] });
    const over = await createJob(stage.as("operator"), { action: "refresh", instanceIds: [made.id] });
    await stopJob(stage.as("operator"), over.job);
    expect((await read()).attention).toMatchObject({ expiringLinks: 1, runningJobs: 1 });
  });

  it("names the jobs of the last week in which something failed", async () => {
    async function set(days: number, states: ("done" | "failed" | "pending")[]): Promise<string> {
      const id = randomUUID();
      const creator = { createdBy: "a", createdByName: "A", createdByEmail: "a@example.com" };
      const values = { id, action: "delete" as const, state: "finished" as const, total: states.length };
      await stage.db.insert(job).values({ ...values, ...creator, createdAt: ago(days * DAY) });
      const label = { serverName: "GitHub", userId: "ana", platformName: "" };
      const items = states.map((state) => ({ jobId: id, instanceId: randomUUID(), state, label }));
      await stage.db.insert(jobItem).values(items);
      return id;
    }
    await set(1, ["done", "done"]);
    await set(8, ["failed"]);
    const older = await set(6, ["failed", "done", "failed"]);
    const newer = await set(2, ["failed", "pending"]);
    expect((await read()).attention.failedJobs).toMatchObject({
      count: 2,
      jobs: [
        { id: newer, action: "delete", failed: 1, total: 2 },
        { id: older, action: "delete", failed: 2, total: 3 },
      ],
    });
    for (let time = 0; time < 5; time += 1) await set(1, ["failed", "failed"]);
    const { count, jobs } = (await read()).attention.failedJobs;
    expect([count, jobs.length]).toEqual([7, 5]);
  });

  it("counts by state and by server, the most first, and no more than ten servers", async () => {
    const names = SERVER_NAMES.slice(0, 12);
    for (const [index, serverName] of names.entries()) {
      for (let time = 0; time <= (index === 5 ? 2 : index === 3 ? 1 : 0); time += 1) {
        await record(stage, { serverName, status: index < 9 ? "connected" : "revoked" });
      }
    }
    const { total, byStatus, byServer } = await read();
    expect(total).toBe(15);
    expect(byStatus).toEqual([
      { status: "connected", count: 12 },
      { status: "revoked", count: 3 },
    ]);
    expect(byServer).toHaveLength(10);
    expect(byServer.slice(0, 2)).toEqual([
      { serverName: names[5], count: 3 },
      { serverName: names[3], count: 2 },
    ]);
    expect(byServer.slice(2).every(({ count }) => count === 1)).toBe(true);
  });

  it("counts what was created each day of the last thirty, in UTC, days without any too", async () => {
    const midnight = Math.floor(Date.now() / DAY) * DAY;
    const day = (days: number) => new Date(midnight - days * DAY).toISOString().slice(0, 10);
    for (const at of [midnight, midnight - 1, midnight - DAY, midnight - 29 * DAY, midnight - 29 * DAY - 1]) {
      await record(stage, { createdAt: new Date(at) });
    }
    const { createdPerDay } = await read();
    expect(createdPerDay.map((entry) => entry.day)).toEqual(
      Array.from({ length: 30 }, (_, index) => day(29 - index)),
    );
    const counts = new Map(createdPerDay.map((entry) => [entry.day, entry.count]));
    expect([counts.get(day(0)), counts.get(day(1)), counts.get(day(29))]).toEqual([1, 2, 1]);
    expect(createdPerDay.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it("tells how long it took to connect: the middle and the slow end", async () => {
    const connectedAt = ago(DAY);
    for (const seconds of [10, 20, 30, 40, 100]) {
      await record(stage, { connectedAt, createdAt: new Date(connectedAt.getTime() - seconds * 1000) });
    }
    await record(stage, { connectedAt: ago(31 * DAY), createdAt: ago(60 * DAY) });
    await record(stage, {});
    const { timeToConnect } = await read();
    expect(timeToConnect.count).toBe(5);
    expect(timeToConnect.median).toBeCloseTo(30, 3);
    expect(timeToConnect.p90).toBeCloseTo(76, 3);
  });

  it("tells how the upstreams did in the last day, the oldest hour first", async () => {
    const hour = (hours: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR - hours * HOUR);
    const figures = { calls: 3, failures: 1, totalTime: 100, slowest: 60 };
    await stage.db.insert(upstreamHour).values([
      { ...figures, upstream: "us", hour: hour(1) },
      { ...figures, upstream: "embedded", hour: hour(20), calls: 0, totalTime: 0, slowest: 0, failures: 0 },
      { ...figures, upstream: "us", hour: hour(30) },
    ]);
    expect((await read()).upstreams).toEqual([
      { upstream: "embedded", hour: hour(20).toISOString(), calls: 0, failures: 0, average: 0, slowest: 0 },
      { upstream: "us", hour: hour(1).toISOString(), calls: 3, failures: 1, average: 33, slowest: 60 },
    ]);
  });
});
