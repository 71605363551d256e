import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runDue } from "../background/run";
import { checkHealth } from "../services/health/check";
import { createInstance } from "../services/instances/create";
import { findInstance } from "../services/instances/find";
import { record } from "../services/instances/testing";
import { createJob } from "../services/jobs/create";
import { readJob } from "../services/jobs/read";
import {
  addMember,
  instanceRequest,
  openTestConsole,
  type TestConsole,
  upstreamAt,
} from "../services/testing";
import { answerJson, startServer } from "../upstream/testing";
import { openPostgres } from "./client";
import { createTestPostgres } from "./testing";
import { startLine } from "./testing-line";

let postgres: Awaited<ReturnType<typeof createTestPostgres>>;
let line: Awaited<ReturnType<typeof startLine>>;
let stage: TestConsole;
beforeAll(async () => {
  postgres = await createTestPostgres();
  line = await startLine(postgres.url);
  stage = await openTestConsole(() => openPostgres(line.url));
  await addMember(stage, "operator");
});
afterAll(async () => {
  await stage.close();
  await line.stop();
  await postgres.drop();
});

it("a database that goes away and comes back loses nothing that was answered, and no restart is needed", async () => {
  const { instance: before } = await createInstance(stage.as("operator"), instanceRequest());
  const request = instanceRequest();
  line.cut();
  expect(await checkHealth(stage.visitor())).toMatchObject({
    status: "degraded",
    database: { status: "failed" },
  });
  await expect(findInstance(stage.db, before.id)).rejects.toThrow();
  await expect(createInstance(stage.as("operator"), request)).rejects.toThrow();
  line.mend();
  expect(await checkHealth(stage.visitor())).toMatchObject({ status: "ok" });
  expect(await findInstance(stage.db, before.id)).toMatchObject({ id: before.id });
  expect(await createInstance(stage.as("operator"), request)).toMatchObject({ created: true });
});

it("an instance that was made while the database went away is told to be there, and is found at the next try", async () => {
  const request = instanceRequest({ upstream: "us" });
  await using server = await startServer((response) => {
    line.cut();
    answerJson(response, 200, { instanceId: "made-before", serverUrl: `${server.url}/made-before` });
  });
  const operator = stage.as("operator", upstreamAt(server.url));
  await expect(createInstance(operator, request)).rejects.toMatchObject({
    code: "internal",
    effect: "changed",
  });
  line.mend();
  await using again = await startServer((response) =>
    answerJson(response, 200, { instanceId: "made-before", serverUrl: `${server.url}/made-before` }),
  );
  expect(await createInstance(stage.as("operator", upstreamAt(again.url)), request)).toMatchObject({
    created: true,
    instance: { instanceId: "made-before" },
  });
});

it("a job goes on by itself when the database is back, and leaves no item out", async () => {
  const items: string[] = [];
  for (let index = 0; index < 20; index += 1) {
    items.push((await record(stage, { upstream: "us", upstreamInstanceId: `away-${index}` })).id);
  }
  const { job } = await createJob(stage.as("operator"), { action: "refresh", instanceIds: items });
  const asked = new Set<string>();
  let cutAt = 10;
  await using server = await startServer((response, _request, { path }) => {
    asked.add(path);
    if (asked.size === cutAt) {
      cutAt = 0;
      line.cut();
    }
    answerJson(response, 200, { authNeeded: true, isAuthenticated: true });
  });
  const context = stage.system(upstreamAt(server.url));
  await runDue(context, { kind: "run-job" }).catch(() => {});
  expect(cutAt).toBe(0);
  line.mend();
  // The lease of the turn that broke off runs out, as of a process that was killed.
  await runDue(context, { kind: "run-job", now: sql`now() + interval '61 seconds'` });
  expect(await readJob(stage.as("viewer"), job)).toMatchObject({
    job: { state: "finished", done: 20, failed: 0 },
  });
  expect(asked.size).toBe(20);
});

it("a database that goes away as often as there are connections has one left for whoever comes then", async () => {
  for (let times = 0; times < 12; times += 1) {
    // As many are at rest as the pool keeps: each may be the one that is taken next, and is dead.
    await Promise.all(Array.from({ length: 10 }, () => stage.db.execute(sql`select pg_sleep(0.01)`)));
    const begun = stage.db.transaction((tx) => tx.execute(sql`select 1`));
    line.cut();
    await begun.catch(() => {});
    line.mend();
  }
  await expect(stage.db.transaction(async () => "begun")).resolves.toBe("begun");
});
