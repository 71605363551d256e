import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runJobNow } from "../../background/testing";
import { engineInstance } from "../../db/schema/engine";
import { engineCredential } from "../../db/schema/engine-credential";
import { instance } from "../../db/schema/instance";
import { job } from "../../db/schema/job";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { record } from "../instances/testing";
import { readReceipt } from "../jobs/read";
import { addMember, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { offboardUser, offboardUsers } from "./offboard";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
  await addMember(stage, "operator");
});
afterEach(async () => {
  for (const table of [instance, engineInstance, job]) await stage.db.delete(table);
});
afterAll(() => stage.close());

describe("to offboard is refused", () => {
  it("to a viewer", async () => {
    await record(stage, { userId: "ana" });
    expect(await failureOf(offboardUser(stage.as("viewer"), { userId: "ana" }))).toMatchObject({
      code: "forbidden",
    });
    expect(await stage.db.$count(job)).toBe(0);
  });

  it("for somebody who has nothing", async () => {
    await record(stage, { userId: "ana" });
    for (const userId of ["ben", "an", "ANA", "%"]) {
      expect(await failureOf(offboardUser(stage.as("operator"), { userId }))).toMatchObject({
        code: "invalid",
        effect: "nothing-changed",
      });
    }
    expect(await stage.db.$count(job)).toBe(0);
  });
});

it("several at once: a job for each who has something, each on its own user's page, and a viewer none", async () => {
  for (const userId of ["dan", "eva", "fay"]) await record(stage, { userId });
  const userIds = ["dan", "eva", "dan", "nobody"];
  expect(await failureOf(offboardUsers(stage.as("viewer"), { userIds }))).toMatchObject({
    code: "forbidden",
  });
  const { jobs } = await offboardUsers(stage.as("operator"), { userIds });
  expect(jobs.map(({ userId, total }) => [userId, total])).toEqual([
    ["dan", 1],
    ["eva", 1],
  ]);
  for (const userId of ["dan", "eva"]) expect(await stage.auditOf(userId, "user.offboard")).toHaveLength(1);
  for (const { id } of jobs) await runJobNow(stage, id);
  expect((await stage.db.select().from(instance)).map(({ userId }) => userId)).toEqual(["fay"]);
});

it("removes each authorization and each instance of one person, and nothing of anybody else", async () => {
  for (const userId of ["ana", "anna"]) {
    for (const serverName of ["GitHub", "Gmail", "Hacker News"] as const) {
      const { instance: made } = await createInstance(
        stage.as("operator"),
        instanceRequest({ userId, serverName }),
      );
      if (serverName === "Hacker News") continue;
      await stage.embedded.setKey(made.instanceId, "a-token");
    }
  }
  const before = await stage.db.select().from(instance).where(eq(instance.userId, "ana"));
  const { job: begun } = await offboardUser(stage.as("operator"), { userId: "ana" });
  expect(begun).toMatchObject({ action: "offboard", userId: "ana", total: 3, state: "running" });
  expect(await stage.auditOf("ana", "user.offboard")).toMatchObject([
    { subjectType: "user", details: { userId: "ana", job: begun.id, total: 3 } },
  ]);

  const { job: done } = await runJobNow(stage, begun.id);
  expect(done).toMatchObject({ state: "finished", done: 3, failed: 0 });
  for (const table of [instance, engineInstance]) {
    const left = await stage.db.select({ userId: table.userId }).from(table);
    expect(left.map(({ userId }) => userId)).toEqual(["anna", "anna", "anna"]);
  }
  expect(await stage.db.$count(engineCredential)).toBe(2);
  for (const { id } of before) {
    expect((await stage.auditOf(id)).map(({ action }) => action).slice(1)).toEqual([
      "instance.deauthorize",
      "instance.delete",
    ]);
  }

  const receipt = await readReceipt(stage.as("viewer"), { id: begun.id });
  expect(receipt.job).toMatchObject({
    userId: "ana",
    createdBy: "Some operator",
    finishedAt: expect.any(String),
  });
  expect(receipt.items.map(({ serverName }) => serverName).sort()).toEqual([
    "GitHub",
    "Gmail",
    "Hacker News",
  ]);
  for (const item of receipt.items) {
    expect(item).toMatchObject({ userId: "ana", state: "done", reason: null, doneAt: expect.any(String) });
  }
});

it("keeps going past failures, and can be begun again for what is left", async () => {
  let locked = true;
  await using server = await startServer((response, _, { path }) => {
    if (locked && path.includes("locked")) return answerJson(response, 422, { detail: "Locked." });
    if (path.includes("gone")) return answerJson(response, 404, { detail: "Not found" });
    answerJson(response, 200, { success: true });
  });
  const upstream = upstreamAt(server.url);
  const operator = stage.as("operator", upstream);
  for (const [index, upstreamInstanceId] of ["locked", "fine", "gone"].entries()) {
    await record(stage, { upstream: "us", upstreamInstanceId, userId: "ana", platformName: `${index}` });
  }
  const first = await offboardUser(operator, { userId: "ana" });
  const { job: failed } = await runJobNow(stage, first.job.id, upstream);
  expect(failed).toMatchObject({ state: "finished", total: 3, done: 2, failed: 1 });
  expect(failed.failures).toMatchObject([{ platformName: "0", reason: expect.stringContaining("Locked.") }]);
  expect(await stage.db.select().from(instance)).toMatchObject([{ upstreamInstanceId: "locked" }]);

  locked = false;
  const second = await offboardUser(operator, { userId: "ana" });
  expect(await runJobNow(stage, second.job.id, upstream)).toMatchObject({
    job: { total: 1, done: 1, failed: 0 },
  });
  expect(await stage.db.$count(instance)).toBe(0);
  const { items } = await readReceipt(operator, { id: first.job.id });
  expect(items.map(({ state }) => state).sort()).toEqual(["done", "done", "failed"]);
});
