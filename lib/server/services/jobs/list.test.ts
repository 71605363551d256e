import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listJobsAnswerSchema, listJobsQuerySchema } from "@/lib/contracts/job";
import { TEST_DATABASES } from "../../db/testing";
import { record } from "../instances/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { offboardUser } from "../users/offboard";
import { createJob } from "./create";
import { listJobs } from "./list";
import { stopJob } from "./stop";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const list = async (query: Record<string, unknown> = {}) =>
    listJobsAnswerSchema.parse(await listJobs(stage.as("viewer"), listJobsQuerySchema.parse(query)));
  const begin = async () => {
    const { id } = await record(stage);
    return (await createJob(stage.as("operator"), { action: "refresh", instanceIds: [id] })).job;
  };

  it("refuses what the database could not compare with", () => {
    for (const query of [{ state: "gone" }, { userId: "\0" }, { after: "x" }, { limit: "0" }])
      expect(listJobsQuerySchema.safeParse(query).success).toBe(false);
  });

  it("tells what runs and what is over, the latest first, each with its count", async () => {
    const first = await begin();
    const second = await begin();
    await stopJob(stage.as("operator"), first);
    expect((await list()).jobs.slice(0, 2)).toMatchObject([
      { id: second.id, state: "running", total: 1, done: 0, failed: 0, createdBy: "Some operator" },
      { id: first.id, state: "stopped", total: 1 },
    ]);
    expect((await list({ state: "running" })).jobs.map(({ id }) => id)).toEqual([second.id]);
    expect((await list({ state: "finished" })).jobs).toEqual([]);
  });

  it("keeps a user's offboardings, and nobody else's", async () => {
    const { userId } = await record(stage);
    const { job } = await offboardUser(stage.as("operator"), { userId });
    expect((await list({ userId })).jobs.map(({ id }) => id)).toEqual([job.id]);
    expect((await list({ userId: `${userId}x` })).jobs).toEqual([]);
  });

  it("pages through every job once", async () => {
    for (let index = 0; index < 7; index += 1) await begin();
    const all = (await list({ limit: "100" })).jobs.map(({ id }) => id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list({ limit: "3", after });
      seen.push(...page.jobs.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(all);
  });
});
