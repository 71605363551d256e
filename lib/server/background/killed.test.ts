import type { ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { MAIN_ACCOUNT } from "@/lib/contracts/api-key";
import { type DatabaseHandle, openEmbedded, openPostgres } from "../db/client";
import { instance } from "../db/schema/instance";
import { jobItem } from "../db/schema/job";
import { createTestPostgres, openTestDatabase } from "../db/testing";
import { record } from "../services/instances/testing";
import { createJob } from "../services/jobs/create";
import { readJob } from "../services/jobs/read";
import { addMember, openTestConsole, type TestConsole, upstreamAt } from "../services/testing";
import { kill, startProcess } from "../testing-process";
import { answerJson, startServer } from "../upstream/testing";
import { runDue } from "./run";
import { work } from "./testing";

const CONNECTED = { authNeeded: true, isAuthenticated: true };
const ITEMS = 40;

/** As many as a job has in hand at once. */
const TOGETHER = 4;

/** Processes start here, and databases open. */
vi.setConfig({ testTimeout: 120_000 });

type Target = { url: string } | { dataDir: string };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Another process, which goes on with the jobs in the same database. */
function startWork(target: Target, upstreamUrl?: string): ChildProcess {
  const child = startProcess("/lib/server/background/testing.ts", work, target, upstreamUrl);
  cleanups.push(() => kill(child));
  return child;
}

/** A job of so many instances at an upstream, in the name of a member who is there. */
async function beginJob(stage: TestConsole, prefix: string, count = ITEMS): Promise<{ id: string }> {
  const rows: string[] = [];
  for (let index = 0; index < count; index += 1) {
    rows.push((await record(stage, { upstream: "us", upstreamInstanceId: `${prefix}-${index}` })).id);
  }
  return (await createJob(stage.as("operator"), { action: "refresh", instanceIds: rows })).job;
}

/** A job of so many instances at the embedded engine; answers how many. */
async function beginAtEngine(stage: TestConsole, count: number): Promise<number> {
  await stage.db.execute(sql`
    insert into engine_instance (account, server_name, user_id, connection_type, legacy, is_read_only)
    select ${MAIN_ACCOUNT}, 'GitHub', 'user-' || n, 'StreamableHttp', false, false from generate_series(1, ${count}::int) n`);
  await stage.db.execute(sql`
    insert into instance (upstream, upstream_instance_id, server_name, user_id, connection_type, legacy, is_read_only,
      server_url, status, created_by, created_by_name)
    select 'embedded', id::text, server_name, user_id, connection_type, legacy, is_read_only, '', 'waiting', '', ''
    from engine_instance`);
  const { job } = await createJob(stage.as("operator"), { action: "make-read-only", filter: {} });
  return job.total;
}

async function newPostgres(): Promise<{ target: Target; open: () => Promise<DatabaseHandle> }> {
  const { url, drop } = await createTestPostgres();
  cleanups.push(drop);
  return { target: { url }, open: () => openPostgres(url) };
}

async function newEmbedded(): Promise<{ target: Target; open: () => Promise<DatabaseHandle> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "patchbay-killed-"));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  await (await openTestDatabase(dataDir)).close();
  return { target: { dataDir }, open: () => openEmbedded(dataDir) };
}

it.each([
  ["Postgres", newPostgres],
  ["PGlite", newEmbedded],
])(
  "a job goes on after its process was killed in %s: nothing lost, and nothing twice but what was in hand",
  async (_, make) => {
    const { target, open } = await make();
    let stage = await openTestConsole(open);
    await addMember(stage, "operator");
    const begun = await beginJob(stage, "one");
    await stage.close();

    const asked = new Map<string, number>();
    let inHand = 0;
    let left = new Set<string>();
    let holding = true;
    const seen = new EventEmitter();
    const stuck = once(seen, "stuck");
    await using server = await startServer((response, _request, { path: asking }) => {
      asked.set(asking, (asked.get(asking) ?? 0) + 1);
      if (holding && asked.size > 1) {
        // Never answered: these are in hand when the process is killed.
        inHand += 1;
        if (inHand === TOGETHER - 1) seen.emit("stuck");
        return;
      }
      answerJson(response, 200, CONNECTED);
    });
    const child = startWork(target, server.url);
    await stuck;
    await kill(child);
    holding = false;

    stage = await openTestConsole(open);
    try {
      const context = stage.system(upstreamAt(server.url));
      const working = await stage.db
        .select({ path: sql<string>`'/mcp-server/instance/' || ${instance.upstreamInstanceId}` })
        .from(jobItem)
        .innerJoin(instance, eq(instance.id, jobItem.instanceId))
        .where(eq(jobItem.state, "working"));
      left = new Set(working.map(({ path: inHand }) => inHand));
      expect(left.size).toBeGreaterThanOrEqual(TOGETHER - 1);
      await runDue(context, { kind: "run-job" });
      expect(asked.size).toBe(TOGETHER);
      await runDue(context, { kind: "run-job", now: sql`now() + interval '31 seconds'` });
      expect(await readJob(stage.as("viewer"), begun)).toMatchObject({
        job: { state: "finished", done: ITEMS, failed: 0 },
      });
    } finally {
      await stage.close();
    }
    expect(asked.size).toBe(ITEMS);
    for (const [item, times] of asked) expect(times, item).toBe(left.has(item) ? 2 : 1);
  },
);

it("a job of many at once goes on after its process was killed: nothing lost, and nothing recorded twice", async () => {
  const { target, open } = await newPostgres();
  const stage = await openTestConsole(open);
  try {
    await addMember(stage, "operator");
    const instances = await beginAtEngine(stage, 1500);
    const child = startWork(target);
    const done = () => stage.db.$count(jobItem, eq(jobItem.state, "done"));
    await vi.waitUntil(async () => (await done()) > 0, { timeout: 60_000, interval: 5 });
    await kill(child);
    expect(await done()).toBeLessThan(instances);
    await runDue(stage.system(), { kind: "run-job", now: sql`now() + interval '31 seconds'` });
    expect(await done()).toBe(instances);
    const { rows } = (await stage.db.execute(sql`
      select count(*)::int as events, count(distinct subject_id)::int as instances from audit_event
      where action = 'instance.update'`)) as unknown as { rows: unknown[] };
    expect(rows).toEqual([{ events: instances, instances }]);
  } finally {
    await stage.close();
  }
});

it("two processes on one Postgres share jobs of 500 items, and do each exactly once", async () => {
  const { target, open } = await newPostgres();
  const stage = await openTestConsole(open);
  try {
    await addMember(stage, "operator");
    const jobs = [await beginJob(stage, "one", 250), await beginJob(stage, "two", 250)];
    const asked: string[] = [];
    await using server = await startServer((response, _request, { path: asking }) => {
      asked.push(asking);
      answerJson(response, 200, CONNECTED);
    });
    const children = [1, 2].map(() => startWork(target, server.url));
    await Promise.all(children.map((child) => once(child, "exit")));
    for (const begun of jobs) {
      expect(await readJob(stage.as("viewer"), begun)).toMatchObject({
        job: { state: "finished", done: 250, failed: 0 },
      });
    }
    expect(asked).toHaveLength(500);
    expect(new Set(asked).size).toBe(500);
  } finally {
    await stage.close();
  }
});

it("two runners that pass one job to and fro do each of 500 items exactly once", async () => {
  const { open } = await newPostgres();
  const stage = await openTestConsole(open);
  try {
    await addMember(stage, "operator");
    const begun = await beginJob(stage, "one", 500);
    const asked: string[] = [];
    await using server = await startServer((response, _request, { path: asking }) => {
      asked.push(asking);
      answerJson(response, 200, CONNECTED);
    });
    const turns = [0, 0];
    const isRunning = async () => (await readJob(stage.as("viewer"), begun)).job.state === "running";
    const runner = async (_: unknown, index: number) => {
      const context = stage.system(upstreamAt(server.url));
      while (await isRunning()) {
        const ran = await runDue(context, { kind: "run-job", until: Date.now() + 30 });
        turns[index] = (turns[index] ?? 0) + ran.turns;
      }
    };
    await Promise.all([0, 1].map(runner));
    expect(asked).toHaveLength(500);
    expect(new Set(asked).size).toBe(500);
    expect(Math.min(...turns)).toBeGreaterThan(1);
  } finally {
    await stage.close();
  }
});
