import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createJobRequestSchema } from "@/lib/contracts/job";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { record } from "../instances/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { createJob } from "./create";
import { readJob, readReceipt } from "./read";
import { stopJob } from "./stop";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(async () => {
    for (const table of [instance, job]) await stage.db.delete(table);
  });
  afterAll(() => stage.close());

  const nothingSetDown = async () => {
    expect(await stage.db.$count(job)).toBe(0);
    expect(await stage.db.$count(jobItem)).toBe(0);
  };

  describe("a job is refused", () => {
    it("to a viewer", async () => {
      const { id } = await record(stage);
      const call = createJob(stage.as("viewer"), { action: "delete", instanceIds: [id] });
      expect(await failureOf(call)).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
      await nothingSetDown();
    });

    it("where neither instances nor a filter are named", async () => {
      await record(stage);
      const call = createJob(stage.as("operator"), { action: "delete" });
      expect(await failureOf(call)).toMatchObject({ code: "invalid" });
      await nothingSetDown();
    });

    it("where nothing matches", async () => {
      await record(stage);
      for (const what of [{ instanceIds: [randomUUID()] }, { filter: { q: "nobody has this" } }]) {
        const call = createJob(stage.as("operator"), { action: "delete", ...what });
        expect(await failureOf(call)).toMatchObject({
          code: "invalid",
          effect: "nothing-changed",
          message: expect.stringContaining("Nothing matches"),
        });
      }
      await nothingSetDown();
    });

    it.each([
      { action: "offboard", filter: {} },
      { action: "explode", filter: {} },
      { action: "delete", instanceIds: [] },
      { action: "delete", instanceIds: ["7"] },
      { action: "delete", instanceIds: Array.from({ length: 1001 }, () => randomUUID()) },
      { action: "delete", filter: { q: "a\0" } },
      // What was meant to narrow it and says nothing must not widen it to everything.
      ...["", " ", "   ", "\t", "\u00a0", "\u3000", "\u200b", "\ufeff", " \u2028 ", "\u00ad"].map((q) => ({
        action: "delete",
        filter: { q },
      })),
      { action: "delete", filter: { servers: "GitHub" } },
      { action: "delete", filter: { server: "," } },
      { action: "delete", filter: { status: "" } },
    ])("before the service hears of it: %#", (request) => {
      expect(createJobRequestSchema.safeParse(request).success).toBe(false);
    });
  });

  it("is set down for the instances named, each once, and of those that are there", async () => {
    const [one, two] = [await record(stage, { platformName: "Desk" }), await record(stage)];
    await record(stage);
    const { job: begun } = await createJob(stage.as("operator"), {
      action: "make-read-only",
      instanceIds: [one.id, one.id, two.id, randomUUID()],
    });
    expect(begun).toMatchObject({
      action: "make-read-only",
      userId: null,
      state: "running",
      total: 2,
      done: 0,
      failed: 0,
      createdBy: "Some operator",
      finishedAt: null,
      failures: [],
    });
    const { items } = await readReceipt(stage.as("viewer"), { id: begun.id });
    expect(items.find(({ instanceId }) => instanceId === one.id)).toEqual({
      position: 1,
      instanceId: one.id,
      serverName: "GitHub",
      userId: one.userId,
      platformName: "Desk",
      state: "pending",
      outcome: null,
      reason: null,
      credential: null,
      doneAt: null,
    });
    expect(items.map(({ instanceId }) => instanceId).sort()).toEqual([one.id, two.id].sort());
    expect(await stage.auditOf(begun.id, "job.create")).toMatchObject([
      { outcome: "succeeded", details: { action: "make-read-only", total: 2 } },
    ]);
  });

  it("is set down for all that match a filter at that moment", async () => {
    const waiting = [await record(stage), await record(stage)];
    await record(stage, { status: "connected" });
    const filter = { status: ["waiting" as const] };
    const { job: begun } = await createJob(stage.as("operator"), { action: "refresh", filter });
    await record(stage);
    const { job: seen, items } = await readReceipt(stage.as("viewer"), { id: begun.id });
    expect(seen.total).toBe(2);
    expect(items.map(({ instanceId }) => instanceId).sort()).toEqual(waiting.map(({ id }) => id).sort());
    expect(await stage.auditOf(begun.id)).toMatchObject([{ details: { filter, total: 2 } }]);
  });

  it("that does not exist is not found", async () => {
    const id = randomUUID();
    for (const call of [
      () => readJob(stage.as("viewer"), { id }),
      () => readReceipt(stage.as("viewer"), { id }),
      () => stopJob(stage.as("operator"), { id }),
    ]) {
      expect(await failureOf(call())).toMatchObject({ code: "not-found" });
    }
  });

  it("is stopped once, by an operator, and never by a viewer", async () => {
    await record(stage);
    const { job: begun } = await createJob(stage.as("operator"), { action: "delete", filter: {} });
    const refused = await failureOf(stopJob(stage.as("viewer"), { id: begun.id }));
    expect(refused).toMatchObject({ code: "forbidden" });
    expect(await readJob(stage.as("viewer"), { id: begun.id })).toMatchObject({ job: { state: "running" } });

    const { job: stopped } = await stopJob(stage.as("administrator"), { id: begun.id });
    expect(stopped).toMatchObject({ state: "stopped", finishedAt: expect.any(String) });
    expect(await stopJob(stage.as("operator"), { id: begun.id })).toEqual({ job: stopped });
    expect(await stage.auditOf(begun.id, "job.stop")).toMatchObject([
      { actorEmail: "administrator@example.com" },
    ]);
  });
});
