import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { task } from "../../db/schema/task";
import { TEST_DATABASES } from "../../db/testing";
import { createRegistry } from "../../upstream/registry";
import { failureOf } from "../../upstream/testing";
import { openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { checkInstallation, type Installation } from "./check";
import { readMetrics } from "./metrics";
import { readSystem } from "./read";

const ENV: Installation["env"] = {
  appUrl: "https://patchbay.example.com",
  appSecret: "canary of the app secret, long enough",
  previousAppSecret: undefined,
  auditSigningKey: "canary of the audit key, long enough",
  databaseUrl: "postgres://user:canary@localhost/db",
  dataDir: ".data",
  trustedProxies: 1,
  stays: true,
};

describe.each(TEST_DATABASES)("on %s", (kind, open) => {
  let stage: TestConsole;
  let database: Installation["database"];
  beforeAll(async () => {
    stage = await openTestConsole(open);
    database = {
      db: stage.db,
      kind: "postgres",
      ping: async () => void (await stage.db.execute(sql`select 1`)),
    };
  });
  afterAll(() => stage.close());

  const upstreams = () => createRegistry([stage.embedded]);
  const check = async (more: Partial<Installation["env"]> = {}, rest: Partial<Installation> = {}) =>
    checkInstallation({ env: { ...ENV, ...more }, database, upstreams: upstreams(), ...rest });
  const notGood = async (...asked: Parameters<typeof check>) =>
    (await check(...asked)).filter(({ state }) => state !== "good");

  it.each(["viewer", "operator"] as const)("a %s sees nothing of it", async (role) => {
    expect(await failureOf(readSystem(stage.as(role), { env: ENV, database }))).toMatchObject({
      code: "forbidden",
    });
  });

  it("all is in order where it is, and no secret is told", async () => {
    const checks = await readSystem(stage.as("administrator"), { env: ENV, database });
    expect(checks.filter(({ state }) => state !== "good")).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(8);
    expect(JSON.stringify(checks)).not.toContain("canary");
  });

  it.each<[string, Partial<Installation["env"]>, string, string]>([
    ["http for everybody", { appUrl: "http://patchbay.example.com" }, "bad", "Address, https and cookies"],
    ["this machine alone", { appUrl: "http://localhost:3000" }, "caution", "Address, https and cookies"],
    ["https without a proxy that is believed", { trustedProxies: 0 }, "caution", "Proxies"],
    ["a record signed by what follows from APP_SECRET", { auditSigningKey: undefined }, "caution", "Secrets"],
    ["a secret on its way out", { previousAppSecret: "canary of the secret before" }, "caution", "Secrets"],
    ["secrets beside the database", { appSecret: undefined, databaseUrl: undefined }, "caution", "Secrets"],
  ])("%s is told, with what to do", async (_, env, state, name) => {
    expect(await notGood(env)).toEqual([
      { name, state, finding: expect.any(String), remedy: expect.any(String) },
    ]);
  });

  // PGlite has the clock of the process.
  it.runIf(kind === "Postgres").each([
    ["ahead of", 3_600_000],
    ["behind", -3_600_000],
  ])("a clock that is an hour %s the database's is told, with what to do", async (words, by) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + by });
    const told = await notGood().finally(() => vi.useRealTimers());
    const finding = expect.stringMatching(new RegExp(`^It is 3[56]\\d\\d seconds ${words} the database's`));
    expect(told).toEqual([{ name: "Clock", state: "bad", finding, remedy: expect.stringContaining("NTP") }]);
  });

  it("a database that does not answer is told, and stops no other check", async () => {
    const away = async () => {
      throw new Error("canary");
    };
    const checks = await notGood({}, { database: { ...database, ping: away } });
    expect(checks.map(({ name, state }) => [name, state])).toEqual([["Database", "bad"]]);
  });

  it("an upstream that does not answer is told", async () => {
    const nowhere = createRegistry([upstreamAt("http://127.0.0.1:9")]);
    const checks = await notGood({}, { upstreams: nowhere });
    expect(checks).toMatchObject([{ name: "Klavis Cloud (US)", state: "bad" }]);
  });

  it("what a newer version did to the database, and tasks that fail, are told", async () => {
    await stage.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 1)`,
    );
    await stage.db.insert(task).values({ kind: "some-task", attempts: 9, lastError: "TypeError" });
    expect(await notGood()).toMatchObject([
      { name: "Migrations", state: "caution" },
      { name: "Background tasks", finding: "some-task: TypeError" },
    ]);
    const metrics = await readMetrics(stage.db);
    expect(metrics).toContain('patchbay_tasks_failing{kind="some-task"} 1\n');
    for (const line of metrics.trim().split("\n")) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"\})? -?\d+(\.\d+)?(e[+-]?\d+)?)$/);
    }
  });
});
