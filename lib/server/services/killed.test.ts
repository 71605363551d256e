import { spawn } from "node:child_process";
import { once } from "node:events";
import { eq } from "drizzle-orm";
import { Client } from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { openPostgres } from "../db/client";
import { countMigrations } from "../db/migrations";
import { instance } from "../db/schema/instance";
import { createTestPostgres } from "../db/testing";
import { answerJson, startServer } from "../upstream/testing";
import { createInstance } from "./instances/create";
import { instanceRequest, openTestConsole, upstreamAt } from "./testing";

/** Processes start here. */
vi.setConfig({ testTimeout: 120_000 });

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Another process that runs such lines of the same code; killed as an out-of-memory killer would. */
function startProcess(lines: string) {
  const script = `
    import { createViteServer } from "vitest/node";
    const vite = await createViteServer({ configFile: "vitest.config.ts", server: { middlewareMode: true, ws: false, watch: null }, appType: "custom" });
    const load = (file) => vite.ssrLoadModule("/lib/server/" + file);
    ${lines}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  cleanups.push(kill);
  return { kill };
}

async function newPostgres(): Promise<string> {
  const { url, drop } = await createTestPostgres();
  cleanups.push(drop);
  return url;
}

it("a create whose process was killed while the upstream made it is found by the next, and recorded once", async () => {
  const url = await newPostgres();
  const request = instanceRequest({ upstream: "us" });
  let asked = 0;
  let reached = () => {};
  const inHand = new Promise<void>((resolve) => {
    reached = resolve;
  });
  await using server = await startServer((response) => {
    asked += 1;
    // Made, and never answered: whoever asked is killed meanwhile.
    if (asked === 1) return reached();
    answerJson(response, 200, { instanceId: "made-once", serverUrl: `${server.url}/made-once` });
  });
  const child = startProcess(`
    const { openPostgres } = await load("db/client.ts");
    const { openTestConsole, upstreamAt } = await load("services/testing.ts");
    const { createInstance } = await load("services/instances/create.ts");
    const stage = await openTestConsole(() => openPostgres(${JSON.stringify(url)}));
    await createInstance(stage.as("operator", upstreamAt(${JSON.stringify(server.url)})), ${JSON.stringify(request)});`);
  await inHand;
  await child.kill();

  const stage = await openTestConsole(() => openPostgres(url));
  cleanups.push(stage.close);
  expect(await stage.db.$count(instance)).toBe(0);
  const operator = stage.as("operator", upstreamAt(server.url));
  const { instance: made, created } = await createInstance(operator, request);
  expect({ created, instanceId: made.instanceId }).toEqual({ created: true, instanceId: "made-once" });
  expect(await stage.db.$count(instance, eq(instance.userId, request.userId))).toBe(1);
  expect(await stage.auditOf(made.id, "instance.create")).toHaveLength(1);
});

it("a migration whose process was killed in the middle leaves nothing of it, and the next start makes it whole", async () => {
  const url = await newPostgres();
  const watch = new Client({ connectionString: url });
  await watch.connect();
  // The migrator stops at the second table that it makes, behind a trigger that waits for a lock of ours.
  await watch.query(`
    create function wait_in_the_middle() returns event_trigger language plpgsql as $$
    begin
      if (select count(*) from pg_tables where schemaname = 'public') > 1 then
        perform pg_advisory_xact_lock(1);
      end if;
    end $$`);
  await watch.query(
    "create event trigger hold on ddl_command_end when tag in ('CREATE TABLE') execute function wait_in_the_middle()",
  );
  await watch.query("select pg_advisory_lock(1)");
  const child = startProcess(`
    const { openPostgres } = await load("db/client.ts");
    await openPostgres(${JSON.stringify(url)});`);
  const waiting = async () => {
    const { rows } = await watch.query(
      "select pid from pg_locks where locktype = 'advisory' and objid = 1 and not granted",
    );
    return rows.length;
  };
  await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
  await child.kill();
  await watch.query("drop event trigger hold");
  await watch.query("select pg_advisory_unlock(1)");

  const { db, close } = await openPostgres(url);
  cleanups.push(close);
  cleanups.push(() => watch.end());
  const { applied, known } = await countMigrations(db);
  expect(applied).toBe(known);
  expect(await db.$count(instance)).toBe(0);
});
