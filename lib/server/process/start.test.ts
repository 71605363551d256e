import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { POST as create } from "@/app/api/instances/route";
import { instance } from "../db/schema/instance";
import { ask, noParams, openTestRuntime, type TestRuntime } from "../http/testing";
import { start } from "./start";

const MINUTE = 60_000;

let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime();
  const { cookie } = await running.signIn("operator");
  const body = { serverName: "GitHub", userId: "ana@example.com" };
  await create(ask("/api/instances", { method: "POST", body, cookie }), noParams);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => running.close());

/** What is to happen in a minute, as it is put off. */
function putOff(): (() => Promise<void>)[] {
  const tasks: (() => Promise<void>)[] = [];
  const setTimer = globalThis.setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((task: () => Promise<void>, delay: number) => {
    if (delay === MINUTE) tasks.push(task);
    return setTimer(delay === MINUTE ? () => {} : task, delay);
  }) as typeof setTimeout);
  return tasks;
}

it("sweeps every minute where the process stays", async () => {
  const tasks = putOff();
  await start();
  expect(tasks).toHaveLength(1);
  await tasks[0]?.();
  expect(await running.db.select().from(instance)).toMatchObject([{ statusCheckedAt: expect.any(Date) }]);
  expect(tasks).toHaveLength(2);
});

it("keeps no clock where the process does not stay", async () => {
  running.env.stays = false;
  const tasks = putOff();
  await start();
  expect(tasks).toEqual([]);
});
