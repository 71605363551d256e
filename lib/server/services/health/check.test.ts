import { afterAll, beforeAll, expect, it } from "vitest";
import { healthSchema } from "@/lib/contracts/health";
import { CANARY_KEY } from "../../upstream/testing";
import { openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { checkHealth } from "./check";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

it("names what is configured, and calls no upstream: one that is down is not this process's health", async () => {
  const down = "http://127.0.0.1:1";
  const visitor = stage.visitor(upstreamAt(down, "us"), upstreamAt(down, "eu"));
  const health = await checkHealth(visitor);
  expect(healthSchema.parse(health)).toMatchObject({
    status: "ok",
    database: { kind: "embedded", status: "ok" },
    upstreams: ["us", "eu"],
  });
  expect(JSON.stringify(health)).not.toMatch(new RegExp(`${CANARY_KEY}|127\\.0\\.0\\.1`));
});

it("is degraded where the database does not answer, and says why in the log alone", async () => {
  const other = await openTestConsole();
  await other.close();
  const health = await checkHealth(other.visitor());
  expect(health).toMatchObject({ status: "degraded", database: { status: "failed" } });
  expect(other.lines.join("")).toContain("the database does not answer");
});
