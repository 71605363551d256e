import { afterAll, beforeAll, expect, it } from "vitest";
import { GET } from "@/app/api/cron/sweep/route";
import { POST as create } from "@/app/api/instances/route";
import { problemSchema } from "@/lib/contracts/problem";
import { TASKS } from "../background/tasks";
import { instance } from "../db/schema/instance";
import { ask, noParams, openTestRuntime, type TestRuntime } from "./testing";

const SECRET = "the-secret-of-the-cron-job";

let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime({ CRON_SECRET: SECRET });
  const { cookie } = await running.signIn("operator");
  const body = { serverName: "GitHub", userId: "ana@example.com" };
  await create(ask("/api/instances", { method: "POST", body, cookie }), noParams);
});
afterAll(() => running.close());

const sweepWith = (authorization: string) =>
  GET(ask("/api/cron/sweep", { headers: { authorization, host: "10.0.0.1:3000" } }));
const checkedAt = async () => (await running.db.select().from(instance)).map((row) => row.statusCheckedAt);

it.each(["", SECRET, "Bearer ", `Bearer ${SECRET}x`, `bearer ${SECRET}`])(
  "refuses %j, and asks for nothing",
  async (authorization) => {
    const response = await sweepWith(authorization);
    expect(response.status).toBe(401);
    const { type } = problemSchema.parse(await response.json());
    expect(type).toBe("urn:patchbay:problem:unauthenticated");
    expect(await checkedAt()).toEqual([null]);
  },
);

it.each(["", "Bearer ", "Bearer undefined", `Bearer ${SECRET}`])(
  "is not there for %j where no secret is configured",
  async (authorization) => {
    running.env.cronSecret = undefined;
    const response = await sweepWith(authorization);
    running.env.cronSecret = SECRET;
    expect(response.status).toBe(404);
    expect(await checkedAt()).toEqual([null]);
  },
);

it("asks for what has grown old with the secret", async () => {
  const response = await sweepWith(`Bearer ${SECRET}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const regular = Object.values(TASKS).filter((task) => "every" in task);
  expect(await response.json()).toEqual({ turns: regular.length, failed: 0 });
  expect(await checkedAt()).toEqual([expect.any(Date)]);
});
