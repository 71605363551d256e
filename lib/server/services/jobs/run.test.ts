import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import type { JobAction } from "@/lib/contracts/job";
import { runDue } from "../../background/run";
import { runJobNow } from "../../background/testing";
import { user } from "../../db/schema/auth";
import { engineInstance } from "../../db/schema/engine";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { task } from "../../db/schema/task";
import { TEST_DATABASES } from "../../db/testing";
import type { Upstream } from "../../upstream/port";
import { answerJson, startServer } from "../../upstream/testing";
import { createApiKey } from "../api-keys/create";
import { revokeApiKey } from "../api-keys/revoke";
import { createInstance } from "../instances/create";
import { record } from "../instances/testing";
import { addMember, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { createJob } from "./create";
import { readJob, readReceipt } from "./read";
import { stopJob } from "./stop";

const NEW_KEY = { name: "CI", role: "operator", account: "main", expiresInDays: 1 } as const;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    await addMember(stage, "operator");
  });
  afterEach(async () => {
    for (const table of [instance, engineInstance, job, task]) await stage.db.delete(table);
    await stage.db.update(user).set({ role: "operator" });
  });
  afterAll(() => stage.close());

  async function made(count: number): Promise<Instance[]> {
    const all: Instance[] = [];
    for (let index = 0; index < count; index += 1) {
      all.push((await createInstance(stage.as("operator"), instanceRequest())).instance);
    }
    return all;
  }

  async function begin(
    action: Exclude<JobAction, "offboard" | "create" | "adopt">,
    instances: readonly { id: string }[],
  ) {
    const instanceIds = instances.map(({ id }) => id);
    const { job: begun } = await createJob(stage.as("operator"), { action, instanceIds });
    return begun.id;
  }

  /** The embedded engine as one that takes no many at once, with a step put before each change of an instance. */
  function stepping(step: (id: string) => Promise<void>): Upstream {
    const { embedded } = stage;
    const stepped: Upstream = {
      ...embedded,
      atOnce: undefined,
      inLane: () => stepped,
      update: async (id, change) => {
        await step(id);
        return embedded.update(id, change);
      },
    };
    return stepped;
  }

  it("changes each at the upstream and in the record, and audits it", async () => {
    const instances = await made(9);
    const id = await begin("make-read-only", instances);
    const { job: done } = await runJobNow(stage, id);
    expect(done).toMatchObject({ state: "finished", total: 9, done: 9, failed: 0, failures: [] });
    expect(await stage.db.$count(instance, eq(instance.isReadOnly, true))).toBe(9);
    expect(await stage.db.$count(engineInstance, eq(engineInstance.isReadOnly, true))).toBe(9);
    for (const one of instances) expect(await stage.auditOf(one.id, "instance.update")).toHaveLength(1);
    const { items } = await readReceipt(stage.as("viewer"), { id });
    expect(items).toHaveLength(9);
    expect(items.every(({ state, doneAt }) => state === "done" && doneAt !== null)).toBe(true);
  });

  /** The embedded engine, with a step put before each change of many instances. */
  function steppingAtOnce(step: (ids: readonly string[]) => Promise<void>): Upstream {
    const { embedded } = stage;
    const { atOnce } = embedded;
    if (!atOnce) throw new Error("the engine takes many at once");
    const stepped: Upstream = {
      ...embedded,
      inLane: () => stepped,
      atOnce: {
        ...atOnce,
        setReadOnly: async (ids, isReadOnly) => {
          await step(ids);
          return atOnce.setReadOnly(ids, isReadOnly);
        },
      },
    };
    return stepped;
  }

  it("does many at once where the upstream can, and leaves one that it does not know to fail alone", async () => {
    const instances = [...(await made(12)), await record(stage)];
    const asked: number[] = [];
    const upstream = steppingAtOnce(async (ids) => void asked.push(ids.length));
    const { job: done } = await runJobNow(stage, await begin("make-read-only", instances), upstream);
    expect(done).toMatchObject({ state: "finished", total: 13, done: 12, failed: 1 });
    expect(done.failures).toMatchObject([{ instanceId: instances.at(-1)?.id }]);
    expect(Math.max(...asked)).toBeGreaterThan(1);
    const unchanged = await stage.db.select().from(instance).where(eq(instance.isReadOnly, false));
    expect(unchanged).toMatchObject([{ id: instances.at(-1)?.id }]);
    for (const { id } of instances.slice(0, 12)) {
      expect(await stage.auditOf(id, "instance.update")).toMatchObject([
        { actorEmail: "operator@example.com", details: { isReadOnly: { from: false, to: true } } },
      ]);
    }
  });

  it("does one by one what cannot be done at once", async () => {
    const instances = await made(6);
    const upstream = steppingAtOnce(async () => {
      throw new Error("the engine stumbled");
    });
    const id = await begin("make-read-only", instances);
    expect(await runJobNow(stage, id, upstream)).toMatchObject({
      job: { state: "finished", done: 6, failed: 0 },
    });
    for (const one of instances) expect(await stage.auditOf(one.id, "instance.update")).toHaveLength(1);
  });

  it("leaves to its own turn what somebody changed while it was done at once", async () => {
    const [one, other] = await made(2);
    if (!one || !other) throw new Error("not made");
    const upstream = steppingAtOnce(async () => {
      await stage.db.delete(instance).where(eq(instance.id, other.id));
    });
    const { job: done } = await runJobNow(stage, await begin("make-read-only", [one, other]), upstream);
    expect(done).toMatchObject({ done: 1, failed: 1, failures: [{ instanceId: other.id }] });
    expect(await stage.auditOf(other.id, "instance.update")).toEqual([]);
  });

  it("records nothing for a turn whose items another has by now", async () => {
    const instances = await made(3);
    const id = await begin("make-read-only", instances);
    let turns = 0;
    const upstream = steppingAtOnce(async () => {
      turns += 1;
      if (turns > 1) return;
      await stage.db.update(jobItem).set({ claimedBy: randomUUID() }).where(eq(jobItem.jobId, id));
    });
    expect(await runJobNow(stage, id, upstream)).toMatchObject({ job: { state: "finished", done: 3 } });
    expect(turns).toBe(2);
    for (const one of instances) expect(await stage.auditOf(one.id, "instance.update")).toHaveLength(1);
  });

  it("a job that an API key began goes on in the key's name, and stops once the key may not any more", async () => {
    const maker = stage.as("administrator");
    const instances = await made(2);
    const begun = async () => {
      const { key } = await createApiKey(maker, { ...NEW_KEY, scopes: ["console"] });
      const caller = { kind: "apiKey", id: key.id, name: key.name, email: null, role: key.role } as const;
      const instanceIds = instances.map(({ id }) => id);
      const { job } = await createJob({ ...maker, caller }, { action: "make-read-only", instanceIds });
      return { key, job };
    };
    await addMember(stage, "administrator");
    const going = await begun();
    await runJobNow(stage, going.job.id);
    expect((await readJob(maker, going.job)).job).toMatchObject({
      state: "finished",
      done: 2,
      createdBy: "CI",
    });
    const [event] = await stage.auditOf(instances[0]?.id ?? "", "instance.update");
    expect(event).toMatchObject({ actorKind: "apiKey", actorId: going.key.id, actorName: "CI" });

    const stopped = await begun();
    await revokeApiKey(maker, stopped.key);
    await runJobNow(stage, stopped.job.id);
    expect((await readJob(maker, stopped.job)).job).toMatchObject({ state: "stopped", done: 0 });
  });

  it("deletes each, and the receipt outlives them", async () => {
    const instances = await made(3);
    const id = await begin("delete", instances);
    await runJobNow(stage, id);
    expect(await stage.db.$count(instance)).toBe(0);
    expect(await stage.db.$count(engineInstance)).toBe(0);
    const { items } = await readReceipt(stage.as("viewer"), { id });
    expect(items.map(({ userId }) => userId).sort()).toEqual(instances.map(({ userId }) => userId).sort());
  });

  it("says in the receipt what the upstream did not know, since it may live on under another key", async () => {
    const [known] = await made(1);
    const unknown = await record(stage);
    if (!known) throw new Error("not made");
    const id = await begin("delete", [known, unknown]);
    await runJobNow(stage, id);
    const { items } = await readReceipt(stage.as("viewer"), { id });
    const reasons = new Map(items.map(({ instanceId, state, reason }) => [instanceId, [state, reason]]));
    expect(reasons.get(known.id)).toEqual(["done", null]);
    expect(reasons.get(unknown.id)).toEqual(["done", expect.stringContaining("did not know it")]);
  });

  it("makes writable and refreshes", async () => {
    const instances = await made(1);
    for (const { instanceId } of instances) {
      await stage.embedded.update(instanceId, { isReadOnly: true });
      await stage.embedded.setKey(instanceId, "a-token");
    }
    await runJobNow(stage, await begin("make-writable", instances));
    await runJobNow(stage, await begin("refresh", instances));
    expect(await stage.db.select().from(instance)).toMatchObject([
      { isReadOnly: false, status: "connected" },
    ]);
    expect(await stage.db.$count(engineInstance, eq(engineInstance.isReadOnly, true))).toBe(0);
  });

  it("tells each failure with its reason, and does the others", async () => {
    await using server = await startServer((response, _, { path, body }) => {
      if (path.endsWith("/bad")) return answerJson(response, 422, { detail: "This one is locked." });
      answerJson(response, 200, { instanceId: "x", message: "", ...JSON.parse(body) });
    });
    const upstream = upstreamAt(server.url);
    const rows = await Promise.all(
      ["good-1", "bad", "good-2"].map((upstreamInstanceId) =>
        record(stage, { upstream: "us", upstreamInstanceId }),
      ),
    );
    const id = await begin("make-read-only", rows);
    const { job: done } = await runJobNow(stage, id, upstream);
    expect(done).toMatchObject({ state: "finished", total: 3, done: 2, failed: 1 });
    expect(done.failures).toMatchObject([
      { instanceId: rows[1]?.id, state: "failed", reason: expect.stringContaining("This one is locked.") },
    ]);
    const readOnly = await stage.db.select().from(instance).where(eq(instance.isReadOnly, true));
    expect(readOnly.map(({ upstreamInstanceId }) => upstreamInstanceId).sort()).toEqual(["good-1", "good-2"]);
  });

  it("takes what somebody else deleted meanwhile for deleted, and not for changed", async () => {
    const deletion = await begin("delete", await made(1));
    const change = await begin("make-read-only", await made(1));
    await stage.db.delete(instance);
    expect(await runJobNow(stage, deletion)).toMatchObject({
      job: { state: "finished", done: 1, failed: 0 },
    });
    expect(await runJobNow(stage, change)).toMatchObject({
      job: { state: "finished", done: 0, failed: 1, failures: [{ reason: "There is no such instance." }] },
    });
  });

  it("is stopped in the middle, after what is in hand", async () => {
    const id = await begin("make-read-only", await made(12));
    let changes = 0;
    let stopping: Promise<unknown> | undefined;
    const upstream = stepping(async () => {
      changes += 1;
      if (changes === 5) stopping = stopJob(stage.as("operator"), { id });
      // What is in hand by then ends after it.
      await stopping;
    });
    const { job: stopped } = await runJobNow(stage, id, upstream);
    expect(stopped).toMatchObject({ state: "stopped", total: 12, failed: 0, done: 8 });
    expect(changes).toBe(8);
    expect(await runJobNow(stage, id)).toEqual({ job: stopped });
    expect(await stage.db.$count(instance, eq(instance.isReadOnly, true))).toBe(8);
  });

  it("is done by two at once, each item by one of them", async () => {
    const id = await begin("make-read-only", await made(16));
    const seen: string[] = [];
    const upstream = stepping(async (instanceId) => void seen.push(instanceId));
    await Promise.all([1, 2].map(() => runJobNow(stage, id, upstream)));
    expect(await runJobNow(stage, id, upstream)).toMatchObject({
      job: { state: "finished", done: 16, failed: 0 },
    });
    expect(seen).toHaveLength(16);
    expect(new Set(seen).size).toBe(16);
  });

  it("leaves alone what another process has in hand, and goes on with it once the lease is over", async () => {
    await made(2);
    const id = await begin("make-read-only", await stage.db.select().from(instance));
    const owner = randomUUID();
    const lease = { kind: "run-job", key: id, owner, leaseUntil: new Date(Date.now() + 20_000) };
    await stage.db.insert(task).values(lease);
    const killed = { state: "working" as const, claimedBy: owner };
    await stage.db.update(jobItem).set(killed).where(eq(jobItem.position, 1));
    expect(await runJobNow(stage, id)).toMatchObject({ job: { state: "running", done: 0 } });
    await runDue(stage.system(), { kind: "run-job", now: sql`now() + interval '21 seconds'` });
    expect(await readJob(stage.as("viewer"), { id })).toMatchObject({ job: { state: "finished", done: 2 } });
  });

  it("is done in the name of who began it, whoever watches", async () => {
    const instances = await made(2);
    const id = await begin("make-read-only", instances);
    await runJobNow(stage, id);
    for (const one of instances) {
      expect(await stage.auditOf(one.id, "instance.update")).toMatchObject([
        { actorId: "member-operator", actorEmail: "operator@example.com" },
      ]);
    }
  });

  it("is stopped in the middle where who began it may not any more", async () => {
    const id = await begin("make-read-only", await made(8));
    const upstream = stepping(async () => {
      await stage.db.update(user).set({ role: "viewer" });
    });
    const { job: stopped } = await runJobNow(stage, id, upstream);
    expect(stopped).toMatchObject({ state: "stopped", done: 4, failed: 0 });
    expect(await stage.auditOf(id, "job.stop")).toMatchObject([
      { actorId: "system", actorKind: "system", actorName: "Patchbay" },
    ]);
  });
});
