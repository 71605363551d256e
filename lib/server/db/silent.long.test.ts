import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkHealth } from "../services/health/check";
import { createInstance } from "../services/instances/create";
import { findInstance } from "../services/instances/find";
import { addMember, instanceRequest, openTestConsole, type TestConsole } from "../services/testing";
import { openPostgres } from "./client";
import { createTestPostgres } from "./testing";
import { startLine } from "./testing-line";

const MINUTE = 60_000;

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

it("a database that says nothing for a minute holds nobody up for longer, and all goes on after", async () => {
  const operator = stage.as("operator");
  const { instance: before } = await createInstance(operator, instanceRequest());
  const requests = Array.from({ length: 12 }, () => instanceRequest());
  line.fallSilent();
  const asked = Promise.allSettled(requests.map((request) => createInstance(operator, request)));
  const over = sleep(MINUTE).then(() => "late");
  expect(await checkHealth(stage.visitor())).toMatchObject({
    status: "degraded",
    database: { status: "failed" },
  });
  // Each has to be told something within the minute, though no connection was ever closed.
  expect(await Promise.race([asked.then(() => "told"), over])).toBe("told");
  const answers = await asked;
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  await over;
  line.mend();

  await expect.poll(() => checkHealth(stage.visitor()), { timeout: MINUTE }).toMatchObject({ status: "ok" });
  expect(await findInstance(stage.db, before.id)).toMatchObject({ id: before.id });
  for (const request of requests) {
    expect(await createInstance(operator, request)).toMatchObject({ instance: { userId: request.userId } });
  }
});
