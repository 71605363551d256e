import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { overviewSchema } from "@/lib/contracts/overview";
import { engineInstance } from "../../db/schema/engine";
import { engineUsage } from "../../db/schema/engine-usage";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { upstreamHour } from "../../db/schema/upstream";
import { TEST_DATABASES } from "../../db/testing";
import { record } from "../instances/testing";
import { createJob } from "../jobs/create";
import { stopJob } from "../jobs/stop";
import { createLink } from "../links/create";
import { revokeLink } from "../links/revoke";
import { linksOn } from "../links/testing";
import { openTestConsole, type TestConsole, upstreamAt } from "../testing";
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
    for (const table of [instance, engineInstance, job, upstreamHour]) await stage.db.delete(table);
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
      usage: { more: false, busiest: [] },
      upstreams: [],
    });
    expect(overview.usage?.days).toHaveLength(30);
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

  it("tells what agents called day by day, and of which instances the most, by name", async () => {
    const links = linksOn(stage);
    const made = await links.create("GitHub", "Slack", "Gmail", "Notion", "Linear", "Jira");
    const day = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
    const lastUsedAt = ago(HOUR);
    const tally = (index: number, days: number, calls: number, errors = 0) => ({
      instanceId: made[index]?.instanceId ?? "",
      ...{ tool: "search", day: day(days), step: 100, calls, errors, lastUsedAt },
    });
    await stage.db
      .insert(engineUsage)
      .values([
        tally(0, 0, 5, 2),
        tally(0, 29, 4),
        tally(0, 31, 1000),
        ...[1, 2, 3, 4].map((index) => tally(index, 3, index * 10)),
        tally(5, 3, 1),
        { ...tally(1, 3, 7, 1), tool: "post" },
      ]);
    const { usage } = await read();
    const counted = new Map(usage?.days.map(({ day: of, calls, errors }) => [of, [calls, errors]]));
    expect([counted.get(day(0)), counted.get(day(29)), counted.get(day(3))]).toEqual([
      [5, 2],
      [4, 0],
      [108, 1],
    ]);
    expect(usage?.days.map(({ day: of }) => of)).toEqual(
      Array.from({ length: 30 }, (__, index) => day(29 - index)),
    );
    expect(usage?.busiest).toMatchObject([
      { id: made[4]?.id, serverName: "Linear", userId: made[4]?.userId, calls: 40, errors: 0, p95: 100 },
      { serverName: "Notion", calls: 30 },
      { serverName: "Gmail", calls: 20 },
      { serverName: "Slack", calls: 17, errors: 1, lastUsedAt: lastUsedAt.toISOString() },
      { serverName: "GitHub", calls: 9, errors: 2 },
    ]);
    expect(usage?.more).toBe(false);
  });

  it("of a day on which a great many tools were called, says that there is more than it counts", async () => {
    const [made] = await linksOn(stage).create("GitHub");
    await stage.db.execute(sql`
      insert into engine_usage (instance_id, tool, day, step, calls, errors, last_used_at)
      select ${made?.instanceId}::uuid, 'tool ' || n, (now() at time zone 'utc')::date, 100, 1, 0, now()
      from generate_series(1, 5001) n`);
    expect(await read()).toMatchObject({ usage: { more: true, busiest: [{ calls: 5001 }] } });
  });

  it("tells nothing of calls where none pass through this console", async () => {
    const cloud = upstreamAt("http://127.0.0.1:9", "us");
    expect((await readOverview(stage.as("viewer", cloud))).usage).toBeNull();
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
