import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createCipher } from "../../cipher";
import { type DatabaseHandle, openPostgres } from "../../db/client";
import { createTestPostgres } from "../../db/testing";
import { createLogger } from "../../process/log";
import { createInstance } from "../store/instances";
import { createSessionRelay, type SessionRelay } from "./session-relay";

/** Longer than any test: an answer that comes was not looked for, but told of. */
const NEVER = 3_600_000;

const cipher = createCipher("a secret of both processes");
const log = createLogger("silent");
let postgres: Awaited<ReturnType<typeof createTestPostgres>>;
let handles: DatabaseHandle[];
let relays: SessionRelay[];
let instanceId: string;
const answered: string[] = [];

beforeAll(async () => {
  postgres = await createTestPostgres();
  handles = await Promise.all([openPostgres(postgres.url), openPostgres(postgres.url)]);
  relays = handles.map(({ db, signals }) =>
    createSessionRelay({ db, cipher, log, shared: true, signals }, answer, NEVER),
  );
  const form = { serverName: "GitHub", userId: "ada", platformName: null, legacy: false } as const;
  const request = { ...form, connectionType: "StreamableHttp", isReadOnly: false } as const;
  const made = await createInstance((handles[0] as DatabaseHandle).db, "main", request, []);
  instanceId = made.id;
});
afterAll(async () => {
  relays[0]?.disown("a-session");
  await Promise.all(handles.map((handle) => handle.close()));
  await postgres.drop();
});

async function answer(request: Request): Promise<Response> {
  const text = await request.text();
  answered.push(text);
  return new Response(`answer to ${text}`);
}

async function ask(text: string): Promise<string | undefined> {
  const request = new Request("http://localhost/engine/mcp", { method: "POST", body: text });
  return (await relays[1]?.ask(request, "a-session", instanceId))?.text();
}

const areHeard = () => handles.map(({ signals }) => signals?.isHeard());

it("a request reaches its owner, and its answer comes back, without anybody looking for them", async () => {
  await relays[0]?.own("a-session", instanceId);
  // Whoever asks listens from then on; until it is heard, it looks.
  expect(await ask("the first")).toBe("answer to the first");
  await expect.poll(areHeard, { timeout: 10_000 }).toEqual([true, true]);
  for (let nth = 0; nth < 20; nth += 1) expect(await ask(`${nth}`)).toBe(`answer to ${nth}`);
  const many = Array.from({ length: 20 }, (_, nth) => `at once ${nth}`);
  expect(await Promise.all(many.map(ask))).toEqual(many.map((text) => `answer to ${text}`));
  expect(new Set(answered).size).toBe(answered.length);
});

it("where the connections for signals are lost, both look for themselves until they are heard again", async () => {
  await expect.poll(areHeard, { timeout: 10_000 }).toEqual([true, true]);
  const lost = await handles[0]?.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen %'`);
  expect(lost).toMatchObject({ rowCount: 2 });
  expect(await ask("meanwhile")).toBe("answer to meanwhile");
  await expect.poll(areHeard, { timeout: 10_000 }).toEqual([true, true]);
  expect(await ask("after")).toBe("answer to after");
});
