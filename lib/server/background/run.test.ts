import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { user } from "../db/schema/auth";
import { instance } from "../db/schema/instance";
import { job, jobItem } from "../db/schema/job";
import { task } from "../db/schema/task";
import { TEST_DATABASES } from "../db/testing";
import { record } from "../services/instances/testing";
import { createJob } from "../services/jobs/create";
import { readJob } from "../services/jobs/read";
import { addMember, openTestConsole, type TestConsole, upstreamAt } from "../services/testing";
import { answerJson, startServer } from "../upstream/testing";
import { endLease, extendLease, takeLease } from "./lease";
import { runDue } from "./run";
import { TASKS } from "./tasks";

const in31Seconds = sql`now() + interval '31 seconds'`;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    await addMember(stage, "operator");
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const table of [instance, job, task]) await stage.db.delete(table);
    await stage.db.update(user).set({ role: "operator" });
  });
  afterAll(() => stage.close());

  const due = async (kind: string, key = "") => {
    await stage.db.insert(task).values({ kind, key });
  };
  const tasks = () => stage.db.select().from(task).orderBy(asc(task.kind), asc(task.key));

  describe("a lease", () => {
    it("is had by one of many who ask at once, and by nobody else until it ends", async () => {
      await due("a");
      const asked = await Promise.all(Array.from({ length: 8 }, () => takeLease(stage.db, { kind: "a" })));
      expect(asked.filter((lease) => lease)).toHaveLength(1);
      expect(
        await takeLease(stage.db, { kind: "a", now: sql`now() + interval '29 seconds'` }),
      ).toBeUndefined();
      expect(await takeLease(stage.db, { kind: "a", now: in31Seconds })).toMatchObject({ kind: "a" });
    });

    it("is extended and given back by its owner alone", async () => {
      await due("a");
      const first = await takeLease(stage.db, { kind: "a" });
      if (!first) throw new Error("not taken");
      const stranger = { ...first, owner: randomUUID() };
      expect(await extendLease(stage.db, stranger)).toBe(false);
      for (const end of [{ over: true } as const, { dueIn: 0 }, { failed: "no" }]) {
        await endLease(stage.db, stranger, end);
      }
      expect(await tasks()).toMatchObject([{ owner: first.owner, attempts: 0, lastError: null }]);

      expect(await extendLease(stage.db, first, in31Seconds)).toBe(true);
      expect(
        await takeLease(stage.db, { kind: "a", now: sql`now() + interval '60 seconds'` }),
      ).toBeUndefined();
      const second = await takeLease(stage.db, { kind: "a", now: sql`now() + interval '62 seconds'` });
      expect(second?.owner).not.toBe(first.owner);
      expect(await extendLease(stage.db, first)).toBe(false);
      await endLease(stage.db, first, { over: true });
      expect(await tasks()).toMatchObject([{ owner: second?.owner }]);
    });
  });

  it("leaves alone a task of a kind that it does not know, and what is not due", async () => {
    await due("of-a-later-version");
    await stage.db.insert(task).values({ kind: "vacuum", dueAt: new Date(Date.now() + 60_000) });
    const before = await tasks();
    await runDue(stage.system(), { kind: "vacuum" });
    expect(await tasks()).toEqual(before);
  });

  it("backs off from a task that fails, longer each time, while the others go on", async () => {
    vi.spyOn(TASKS.vacuum, "run").mockRejectedValue(new Error("a secret of the query"));
    const { id } = await record(stage, { statusCheckedAt: null });
    const waits: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      const ran = await runDue(stage.system(), { now: sql`now() + ${`${time} hours`}::interval` });
      expect(ran.failed).toBe(1);
      const [failed] = await stage.db
        .select({ wait: sql<number>`extract(epoch from due_at - now())::float8`, row: task })
        .from(task)
        .where(eq(task.kind, "vacuum"));
      expect(failed?.row).toMatchObject({ attempts: time + 1, lastError: "Error", owner: null });
      waits.push(Math.round((failed?.wait ?? 0) - time * 3600));
    }
    for (const [time, wait] of waits.entries()) {
      const expected = Math.min(5 * 2 ** time, 600);
      expect(Math.abs(wait - expected), `${wait}`).toBeLessThanOrEqual(2);
    }
    expect(await runDue(stage.system(), { kind: "vacuum", now: sql`now() + interval '8 hours'` })).toEqual({
      turns: 0,
      failed: 0,
    });
    expect(stage.lines.join("")).toContain("a task failed");
    const [seen] = await stage.db.select().from(instance).where(eq(instance.id, id));
    expect(seen?.statusCheckedAt).toBeInstanceOf(Date);

    vi.restoreAllMocks();
    expect(await runDue(stage.system(), { kind: "vacuum", now: sql`now() + interval '10 hours'` })).toEqual({
      turns: 1,
      failed: 0,
    });
    const kind = eq(task.kind, "vacuum");
    expect(await stage.db.select().from(task).where(kind)).toMatchObject([{ attempts: 0, lastError: null }]);
  });

  it("gives several jobs their turns, the one that has waited longest first", async () => {
    const order: string[] = [];
    vi.spyOn(TASKS["run-job"], "run").mockImplementation(async (_context, { key }) => {
      order.push(key);
      return order.length > 6;
    });
    for (const key of ["a", "b", "c"]) await due("run-job", key);
    await runDue(stage.system(), { kind: "run-job" });
    expect(new Set(order.slice(0, 3))).toEqual(new Set(["a", "b", "c"]));
    expect(order.slice(3, 6)).toEqual(order.slice(0, 3));
    expect(await tasks()).toEqual([]);
  });

  it("begins nothing more when the process stops, and gives the lease back at once", async () => {
    for (let index = 0; index < 12; index += 1)
      await record(stage, { upstream: "us", upstreamInstanceId: `${index}` });
    const stopping = new AbortController();
    await using server = await startServer((response) => {
      stopping.abort();
      answerJson(response, 200, { authNeeded: true, isAuthenticated: true });
    });
    const { job: begun } = await createJob(stage.as("operator"), { action: "refresh", filter: {} });
    const upstream = upstreamAt(server.url);
    await runDue(stage.system(upstream), { kind: "run-job", signal: stopping.signal });
    expect(server.seen.length).toBeLessThanOrEqual(4);
    expect(await tasks()).toMatchObject([{ kind: "run-job", key: begun.id, owner: null, leaseUntil: null }]);
    expect(await stage.db.$count(jobItem, eq(jobItem.state, "working"))).toBe(0);
    await runDue(stage.system(upstream), { kind: "run-job" });
    expect(server.seen).toHaveLength(12);
    expect(await readJob(stage.as("viewer"), begun)).toMatchObject({ job: { state: "finished", done: 12 } });
  });

  it("asks for no state twice when two sweep at once", async () => {
    await using server = await startServer((response) =>
      answerJson(response, 200, { authNeeded: true, isAuthenticated: true }),
    );
    for (let index = 0; index < 40; index += 1)
      await record(stage, { upstream: "us", upstreamInstanceId: `${index}` });
    const upstream = upstreamAt(server.url);
    await Promise.all([1, 2, 3].map(() => runDue(stage.system(upstream), { kind: "refresh-states" })));
    expect(server.seen).toHaveLength(40);
    expect(new Set(server.seen.map(({ path }) => path)).size).toBe(40);
  });

  it("takes nothing of a job whose lease it has lost, and overwrites nothing of who has it now", async () => {
    for (let index = 0; index < 6; index += 1)
      await record(stage, { upstream: "us", upstreamInstanceId: `${index}` });
    const { job: begun } = await createJob(stage.as("operator"), { action: "refresh", filter: {} });
    const thief = randomUUID();
    await using server = await startServer(async (response) => {
      await stage.db.update(task).set({ owner: thief }).where(eq(task.key, begun.id));
      await stage.db.update(jobItem).set({ claimedBy: thief }).where(eq(jobItem.state, "working"));
      answerJson(response, 200, { authNeeded: true, isAuthenticated: true });
    });
    await runDue(stage.system(upstreamAt(server.url)), { kind: "run-job" });
    expect(await tasks()).toMatchObject([{ owner: thief, leaseUntil: expect.any(Date) }]);
    const mine = and(eq(jobItem.jobId, begun.id), eq(jobItem.state, "done"));
    expect(await stage.db.$count(jobItem, mine)).toBe(0);
    expect(await readJob(stage.as("viewer"), begun)).toMatchObject({ job: { state: "running" } });
  });

  it("goes on with a job that a process of the version before began, which knows of no tasks", async () => {
    const { id: instanceId } = await record(stage);
    const { job: begun } = await createJob(stage.as("operator"), {
      action: "refresh",
      instanceIds: [instanceId],
    });
    await stage.db.delete(jobItem);
    await stage.db.execute(sql`
      insert into job_item (job_id, instance_id, state, label)
      values (${begun.id}, ${instanceId}, 'pending', '{"serverName":"GitHub","userId":"ana","platformName":""}')`);
    await runDue(stage.system(), { kind: "run-job" });
    expect(await readJob(stage.as("viewer"), begun)).toMatchObject({ job: { state: "finished", done: 1 } });
  });

  it.each(["demoted", "gone"])(
    "stops a job of somebody who is %s, and says so in the audit",
    async (change) => {
      const { id } = await record(stage);
      const { job: begun } = await createJob(stage.as("operator"), { action: "delete", instanceIds: [id] });
      if (change === "demoted") await stage.db.update(user).set({ role: "viewer" });
      else await stage.db.delete(user);
      await runDue(stage.system(), { kind: "run-job" });
      expect(await readJob(stage.as("viewer"), begun)).toMatchObject({
        job: { state: "stopped", done: 0, failed: 0, finishedAt: expect.any(String) },
      });
      expect(await stage.db.$count(instance)).toBe(1);
      expect(await stage.auditOf(begun.id, "job.stop")).toMatchObject([{ actorId: "system" }]);
      expect(await tasks()).toEqual([]);
      if (change === "gone") await addMember(stage, "operator");
    },
  );
});
