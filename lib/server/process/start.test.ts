import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { POST as create } from "@/app/api/instances/route";
import { TASK_KINDS } from "../background/tasks";
import { instance } from "../db/schema/instance";
import { ask, noParams, openTestRuntime, type TestRuntime } from "../http/testing";
import { start } from "./start";

let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime();
  const { cookie } = await running.signIn("operator");
  const body = { serverName: "GitHub", userId: "ana@example.com" };
  await create(ask("/api/instances", { method: "POST", body, cookie }), noParams);
});
afterEach(async () => {
  for (const clock of running.clocks.values()) await clock.stop();
  running.clocks.clear();
});
afterAll(() => running.close());

it("keeps a clock for each kind of task where the process stays", async () => {
  await start();
  expect([...running.clocks.keys()]).toEqual(TASK_KINDS);
  running.clocks.get("refresh-states")?.wake();
  await vi.waitFor(async () => {
    const rows = await running.db.select().from(instance);
    expect(rows).toMatchObject([{ statusCheckedAt: expect.any(Date) }]);
  });
});

it("keeps no clock where the process does not stay", async () => {
  running.env.stays = false;
  await start();
  expect(running.clocks.size).toBe(0);
});
