import { EventEmitter, once } from "node:events";
import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { openPostgres } from "../db/client";
import { createTestPostgres } from "../db/testing";
import { revealInstance } from "../services/instances/reveal";
import { record } from "../services/instances/testing";
import { openTestConsole } from "../services/testing";
import { kill, startProcess } from "../testing-process";
import { openCipher } from "./kept-keys";
import { rotateSecret } from "./rotate-secret";
import { checkSecret } from "./secret-check";
import { rotateElsewhere } from "./testing-rotation";

vi.setConfig({ testTimeout: 120_000 });

const OLD = "the secret of before, of more than 32 bytes";
const NEW = "the secret from now on, of more than 32 bytes";
const DATA_DIR = "/srv/data";
const ROWS = 250;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

it("a rotation that is killed in the middle loses no secret, counts as not done, and is gone on with", async () => {
  const { url, drop } = await createTestPostgres();
  cleanups.push(drop);
  const stage = await openTestConsole(() => openPostgres(url), { secret: OLD });
  cleanups.push(stage.close);
  const start = async (current: string, previous?: string) => {
    const secrets = { current, previous };
    return openCipher(
      stage.db,
      secrets,
      await checkSecret(stage.db, secrets, { appSecret: "set", dataDir: DATA_DIR }),
    );
  };
  await start(OLD);
  const ids: string[] = [];
  for (let each = 0; each < ROWS; each += 1) ids.push((await record(stage)).id);
  const urls = await stage.db.execute(sql`select id, server_url from instance order by id`);
  const sealed = (urls as unknown as { rows: { id: string; server_url: string }[] }).rows;

  // The second batch waits for a row of ours; the first is written by then.
  const signs = new EventEmitter();
  const held = once(signs, "held");
  const letGo = once(signs, "let go");
  const holding = stage.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from instance where id = ${sealed[150]?.id} for update`);
    signs.emit("held");
    await letGo;
  });
  await held;
  const child = startProcess("/lib/server/process/testing-rotation.ts", rotateElsewhere, url, {
    ...{ current: NEW, previous: OLD, dataDir: DATA_DIR },
  });
  cleanups.push(() => kill(child));
  const isWaiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const waiting = async () =>
    ((await stage.db.execute(isWaiting)) as unknown as { rows: unknown[] }).rows.length;
  await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
  const exited = once(child, "exit");
  await kill(child);
  expect(await exited).toEqual([null, "SIGKILL"]);
  signs.emit("let go");
  await holding;

  await expect(start(NEW)).rejects.toThrow("APP_SECRET");
  // Whichever secret a process has, with the other beside it, opens what was written with either.
  for (const cipher of [await start(NEW, OLD), await start(OLD, NEW)]) {
    const context = { ...stage.as("operator"), cipher };
    for (const id of [ids[0], ids.at(-1)]) {
      expect(await revealInstance(context, { id: id ?? "" })).toHaveProperty("serverUrl");
    }
  }
  const { renewed } = await rotateSecret(stage.db, {
    current: NEW,
    previous: OLD,
    dataDir: DATA_DIR,
    pause: 1,
  });
  expect(renewed).toBe(ROWS - 100);
  const cipher = await start(NEW);
  for (const id of ids)
    expect(await revealInstance({ ...stage.as("operator"), cipher }, { id })).toHaveProperty("serverUrl");
});
