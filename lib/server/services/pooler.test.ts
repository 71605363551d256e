import { createHmac, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookiePrefix } from "../auth/cookie-prefix";
import { createSessionReader } from "../auth/session-reader";
import { createAttemptLimiter, LIMITS } from "../auth/throttle";
import { runDue } from "../background/run";
import { type DatabaseHandle, openPostgres } from "../db/client";
import { session, user } from "../db/schema/auth";
import { instance } from "../db/schema/instance";
import { upstreamPace } from "../db/schema/upstream";
import { createTestPostgres } from "../db/testing";
import { hasPooler, startPooler } from "../db/testing-pooler";
import { createSharedStarts } from "../db/upstream-starts";
import { answerJson, startServer } from "../upstream/testing";
import { completeReturn } from "./connect/return";
import { startConnect } from "./connect/start";
import { createInstance } from "./instances/create";
import { record } from "./instances/testing";
import { createJob } from "./jobs/create";
import { readJob } from "./jobs/read";
import { updateMember } from "./members/update";
import { completeSetup } from "./setup/complete";
import { openSetupLink } from "./setup/open";
import {
  APP_URL,
  addMember,
  instanceRequest,
  openTestConsole,
  type TestConsole,
  upstreamAt,
} from "./testing";

const SECRET = "a secret that both consoles have, for tests";
type Way = { url: string; stop(): Promise<void> };
const directly = async (url: string): Promise<Way> => ({ url, stop: async () => {} });
const reason = hasPooler
  ? ""
  : " (skipped: there is no pgbouncer on this machine; Debian's package has that name)";

describe.each<[string, boolean, (url: string) => Promise<Way>]>([
  ["on one Postgres", true, directly],
  [`behind a pooler in transaction mode${reason}`, hasPooler, startPooler],
])("two consoles %s", (_, isThere, startWay) => {
  // Without a pooler on the machine, only what needs none is tried.
  if (!isThere) return it.skip("need one");
  let postgres: Awaited<ReturnType<typeof createTestPostgres>>;
  let pooler: Way;
  let stages: TestConsole[];
  let direct: DatabaseHandle;

  beforeAll(async () => {
    postgres = await createTestPostgres();
    pooler = await startWay(postgres.url);
    const open = () => openPostgres(pooler.url, startWay === directly ? undefined : postgres.url);
    stages = await Promise.all([0, 1].map(() => openTestConsole(open, { secret: SECRET })));
    direct = await openPostgres(postgres.url);
    await addMember(one(), "operator");
  });
  afterAll(async () => {
    await Promise.all([...stages, direct].map(({ close }) => close()));
    await pooler.stop();
    await postgres.drop();
  });

  const one = () => stages[0] as TestConsole;
  /** Each of them does it so many times, all at once. */
  const both = <T>(times: number, act: (stage: TestConsole) => Promise<T>): Promise<T[]> =>
    Promise.all(stages.flatMap((stage) => Array.from({ length: times }, () => act(stage))));

  it("make one instance of forty creates at once, and one of these made it", async () => {
    const request = instanceRequest();
    const answers = await both(20, (stage) => createInstance(stage.as("operator"), request));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.instance.id)).size).toBe(1);
    expect(await one().db.$count(instance, eq(instance.userId, request.userId))).toBe(1);
  });

  it("keep the record's chain in one piece while both write", async () => {
    await both(20, (stage) => createInstance(stage.as("operator"), instanceRequest()));
    const forks = await direct.db.execute(
      sql`select previous_hash from audit_event where previous_hash is not null group by 1 having count(*) > 1`,
    );
    expect((forks as unknown as { rows: unknown[] }).rows).toEqual([]);
  });

  it("do each item of a job exactly once", async () => {
    const asked: string[] = [];
    await using server = await startServer((response, _request, { path }) => {
      asked.push(path);
      answerJson(response, 200, { authNeeded: true, isAuthenticated: true });
    });
    const rows: string[] = [];
    for (let index = 0; index < 60; index += 1) {
      rows.push((await record(one(), { upstream: "us", upstreamInstanceId: `pooled-${index}` })).id);
    }
    const { job } = await createJob(one().as("operator"), { action: "refresh", instanceIds: rows });
    const context = (stage: TestConsole) => stage.system(upstreamAt(server.url));
    const isRunning = async () => (await readJob(one().as("viewer"), job)).job.state === "running";
    while (await isRunning()) await both(1, (stage) => runDue(context(stage), { kind: "run-job" }));
    expect(await readJob(one().as("viewer"), job)).toMatchObject({ job: { done: 60, failed: 0 } });
    expect(new Set(asked).size).toBe(60);
    expect(asked).toHaveLength(60);
  });

  it("count tries together", async () => {
    const key = randomUUID();
    const { most } = LIMITS["link-confirm"];
    const taken = await both(most, ({ db }) => createAttemptLimiter(db).take("link-confirm", key));
    expect(taken.filter(({ wait }) => wait === 0)).toHaveLength(most);
  });

  it("keep one pace to an upstream's account, also when one of them dies with the turns that it took", async () => {
    const startsOf = ({ db }: TestConsole, perSecond = 10) => createSharedStarts(db, "us", perSecond);
    const taken = await both(15, (stage) => startsOf(stage).take());
    const times = taken.map(({ at }) => at).sort((a, b) => a - b);
    for (const [place, at] of times.slice(10).entries()) {
      expect(at - (times[place] ?? 0)).toBeGreaterThanOrEqual(1000 - 1);
    }
    // Who is left goes on behind them, and waits for nobody.
    const last = times.at(-1) ?? 0;
    const next = await startsOf(one()).take();
    expect(next.at).toBeGreaterThanOrEqual(last - 1);
    expect(next.at).toBeLessThanOrEqual(last + 1000);

    const [, other] = stages as [TestConsole, TestConsole];
    await startsOf(one()).rest(30_000);
    const rested = await startsOf(other).take();
    expect(rested.wait).toBeGreaterThan(25_000);
    // What an hour on is was written before the clock was put back.
    await other.db.update(upstreamPace).set({ restsUntil: new Date(Date.now() + 3_600_000) });
    expect((await startsOf(other).take()).wait).toBeLessThanOrEqual(60_000);
    await other.db.update(upstreamPace).set({ restsUntil: null });
    expect((await startsOf(one(), 2).take()).wait).toBeLessThan(1000);
  });

  it("take a window's return at whichever of them, once", async () => {
    const [near, far] = stages as [TestConsole, TestConsole];
    const { instance: made } = await createInstance(near.as("operator"), instanceRequest());
    const begun = await startConnect(near.as("operator"), {
      instance: made.id,
      window: "popup",
      page: "instance",
    });
    const back = new URL(new URL(begun.redirectTo).searchParams.get("redirect_url") ?? "");
    await far.embedded.setKey(made.instanceId, "granted");
    const state = back.searchParams.get("state") ?? "";
    const returns = await Promise.allSettled(
      stages.map((stage) => {
        const member = stage.as("operator");
        return completeReturn(member, { state, holders: [member.caller] });
      }),
    );
    expect(returns.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(returns.find(({ status }) => status === "fulfilled")).toMatchObject({
      value: { connected: true },
    });
    expect(await near.auditOf(made.id, "connect.return")).toHaveLength(1);
  });

  it("know each other's sessions, and at once that one has ended", async () => {
    const token = randomUUID();
    const expiresAt = new Date(Date.now() + 60_000);
    await one()
      .db.insert(session)
      .values({ id: randomUUID(), token, userId: one().as("operator").caller.id, expiresAt });
    const signature = createHmac("sha256", SECRET).update(token).digest("base64");
    const cookie = `__Secure-${cookiePrefix(APP_URL)}.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    const read = ({ db }: TestConsole) =>
      createSessionReader({ db, secret: SECRET, appUrl: APP_URL })(new Headers({ cookie }));
    // Each time on whichever connection is free.
    for (const found of await both(20, read)) expect(found?.user.id).toBe("member-operator");
    await one().db.delete(session).where(eq(session.token, token));
    expect(await both(5, read)).toEqual(Array(10).fill(undefined));
  });

  it("lose no last administrator, though each takes the other one's place away", async () => {
    await addMember(one(), "administrator");
    const other = randomUUID();
    await one()
      .db.insert(user)
      .values({ id: other, name: "Ben", email: "ben@example.com", role: "administrator" });
    const lowered = await Promise.allSettled(
      stages.map((stage, index) =>
        updateMember(stage.as("administrator"), {
          id: [other, "member-administrator"][index] ?? "",
          role: "viewer",
        }),
      ),
    );
    expect(lowered.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await one().db.$count(user, eq(user.role, "administrator"))).toBe(1);
  });

  it("make one first administrator of two who set it up at once", async () => {
    await one().db.delete(user);
    const token = (await openSetupLink(one().db)) ?? "";
    const settled = await Promise.allSettled(
      stages.map((stage, index) =>
        completeSetup(stage.visitor(), {
          token,
          name: "Ana",
          email: `ana-${index}@example.com`,
          password: "correct horse battery",
        }),
      ),
    );
    expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await one().db.$count(user)).toBe(1);
  });

  it("leave no lock, no named statement and no setting behind on the connections that they share", async () => {
    const rowsOf = async (query: ReturnType<typeof sql>) =>
      Promise.all(
        Array.from({ length: 12 }, () => one().db.execute(query) as unknown as Promise<{ rows: unknown[] }>),
      ).then((answers) => answers.flatMap(({ rows }) => rows));
    expect(await rowsOf(sql`select 1 from pg_locks where locktype = 'advisory'`)).toEqual([]);
    expect(await rowsOf(sql`select name from pg_prepared_statements`)).toEqual([]);
    const limits = await rowsOf(sql`select current_setting('statement_timeout') as "limit", pg_sleep(0.05)`);
    expect(new Set(limits.map((row) => (row as { limit: string }).limit))).toEqual(
      new Set([startWay === directly ? "30s" : "0"]),
    );
  });

  it("are migrated through it too, by four processes at once that know no other way", async () => {
    const empty = await createTestPostgres();
    const before = await startWay(empty.url);
    const handles = await Promise.all(Array.from({ length: 4 }, () => openPostgres(before.url)));
    for (const { db } of handles) expect(await db.$count(instance)).toBe(0);
    await Promise.all(handles.map(({ close }) => close()));
    // A lock that a connection of the pooler kept would hold the next one up for ever.
    await (await openPostgres(before.url)).close();
    await before.stop();
    await empty.drop();
  });
});
