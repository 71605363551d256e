import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activityQuerySchema } from "@/lib/contracts/activity";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { TEST_DATABASES } from "../db/testing";
import { listActivity } from "./activity/list";
import { readHistory } from "./instances/history";
import { countInstances, searchInstances } from "./instances/search";
import { suggest } from "./instances/suggest";
import { listJobs } from "./jobs/list";
import { readJob } from "./jobs/read";
import { listLinks } from "./links/list";
import { readOverview } from "./overview/read";
import { openTestConsole, type TestConsole } from "./testing";
import { listUsers } from "./users/list";
import { readUser } from "./users/read";

const ROWS = 100_000;
/** Milliseconds that the embedded database may stand still for one query. */
const PROMISED = 50;
/** A server of its own is asked over a socket, and shares a machine that does other things beside. */
const SLACK = { PGlite: 1, Postgres: 4 } as Record<string, number>;
/** Each is read so often, and its fastest counts: what else the machine does is not the query's. */
const TIMES = 3;

const number = (value: number) => sql.raw(String(value));
const list = (texts: readonly string[]) => sql.raw(`array['${texts.join("','")}']`);

/** So many are made by one statement, which a server gives a limited time. */
const AT_ONCE = 20_000;

const uuid = (n: SQL) => sql`lpad(to_hex(${n}), 32, '0')::uuid`;

const JOBS = sql`insert into job (id, action, state, total, created_by, created_by_name, created_by_email, created_at)
    select ${uuid(sql`n`)}, 'refresh', 'finished', 100, 'member-1', 'Somebody', 'a@example.com',
      now() - n * interval '20 minutes'
    from generate_series(1, ${number(ROWS / 100)}) n`;

/** As many instances as the promise is about, and as many events, links, jobs and things done by jobs. */
const seedOf = (rows: SQL) => [
  sql`insert into instance (id, upstream, upstream_instance_id, server_name, user_id, platform_name, connection_type,
      legacy, is_read_only, server_url, status, status_checked_at, created_by, created_by_name, created_at, connected_at)
    select ${uuid(sql`n`)}, 'embedded', ${uuid(sql`n`)}::text,
      (${list(SERVER_NAMES)})[1 + n % ${number(SERVER_NAMES.length)}],
      'user' || n / 5 || '@example.com', 'platform ' || n % 40, 'StreamableHttp', false, n % 10 = 0, 'v1.none',
      (${list(["connected", "waiting", "needs-reauthorization", "connected"])})[1 + n % 4], now(), 'member-' || n % 50,
      'Somebody', now() - n * interval '20 seconds', now() - n * interval '19 seconds'
    from ${rows}`,
  sql`insert into audit_event (at, actor_kind, actor_id, actor_name, actor_email, action, subject_type, subject_id,
      outcome, details)
    select now() - (${number(ROWS)} - n) * interval '20 seconds', 'member', 'member-' || n % 50, 'Somebody',
      'somebody@example.com', 'instance.create', 'instance', ${uuid(sql`n`)}::text, 'succeeded',
      jsonb_build_object('userId', 'user' || n / 5 || '@example.com', 'serverName', 'GitHub')
    from ${rows}`,
  sql`insert into connect_link (id, token_hash, person, user_id, created_by, created_by_name, created_at, expires_at)
    select ${uuid(sql`n`)}, 'hash ' || n, 'Person ' || n, 'user' || n / 5 || '@example.com', 'member-1', 'Somebody',
      now() - n * interval '20 seconds', now() + (n % 40 - 20) * interval '1 day'
    from ${rows}`,
  sql`insert into connect_link_item (link_id, position, instance_id)
    select ${uuid(sql`n`)}, 0, ${uuid(sql`n`)} from ${rows}`,
  sql`insert into engine_instance (id, account, server_name, user_id, connection_type, legacy, is_read_only)
    select ${uuid(sql`n`)}, 'main', 'GitHub', 'user' || n, 'StreamableHttp', false, false
    from ${rows} where n <= 1000`,
  // One instance is the busiest, and one day.
  sql`insert into engine_usage (instance_id, tool, day, step, calls, errors, last_used_at)
    select ${uuid(sql`case when n % 4 = 0 then 1 else 1 + n % 1000 end`)}, 'tool ' || n,
      (now() at time zone 'utc')::date - case when n % 3 = 0 then 0 else n % 30 end, 100, 5, 1, now()
    from ${rows}`,
  sql`insert into job_item (job_id, subject, instance_id, state, label)
    select ${uuid(sql`1 + n / 101`)}, 'subject ' || n, ${uuid(sql`n`)}, case when n % 10 = 0 then 'failed' else 'done' end,
      '{"serverName":"GitHub","userId":"ana","platformName":""}'
    from ${rows}`,
];

type Query = { text: string; milliseconds: number; plan: string };

describe.each(TEST_DATABASES)(`with ${ROWS} of everything on %s`, (database, open) => {
  let stage: TestConsole;
  /** Every query of what is read, with its time. */
  let queries: Query[] = [];

  beforeAll(async () => {
    stage = await openTestConsole(open);
    const searches = await stage.db
      .select({ name: sql<string>`indexname`, definition: sql<string>`indexdef` })
      .from(sql`pg_indexes`)
      .where(sql`tablename = 'instance' and indexdef like '%gin%'`);
    // Made for all rows at once, such an index takes a tenth of the time.
    for (const { name } of searches) await stage.db.execute(sql.raw(`drop index ${name}`));
    await stage.db.execute(JOBS);
    for (let made = 0; made < ROWS; made += AT_ONCE) {
      const rows = sql`generate_series(${number(made + 1)}, ${number(made + AT_ONCE)}) n`;
      for (const statement of seedOf(rows)) await stage.db.execute(statement);
    }
    for (const { definition } of searches) await stage.db.execute(sql.raw(definition));
    await stage.db.execute(sql`vacuum (analyze)`);
    queries = watch(stage, database === "PGlite");
  });
  afterAll(() => stage.close());

  const found = (query: Record<string, unknown>) =>
    searchInstances(stage.as("viewer"), searchInstancesQuerySchema.parse(query));
  const count = (filter: Parameters<typeof countInstances>[1]) => countInstances(stage.as("viewer"), filter);
  const activity = (query: Record<string, unknown>) =>
    listActivity(stage.as("viewer"), activityQuerySchema.parse(query));
  const someId = "00000000-0000-0000-0000-000000000042";

  const READS: Record<string, () => Promise<unknown>> = {
    overview: () => readOverview(stage.as("viewer")),
    suggestions: () => suggest(stage.as("operator")),
    "links, latest": () => listLinks(stage.as("viewer"), {}),
    "links, open": () => listLinks(stage.as("viewer"), { standing: "open" }),
    "links, expiring": () => listLinks(stage.as("viewer"), { standing: "expiring" }),
    "links, searched": () => listLinks(stage.as("viewer"), { q: "person 777" }),
    "links, searched for what nobody has": () => listLinks(stage.as("viewer"), { q: "zebrafish" }),
    "links, of one user": () => listLinks(stage.as("viewer"), { userId: "user777@example.com" }),
    "users, first page": () => listUsers(stage.as("viewer"), { limit: 50 }),
    "users, searched": () => listUsers(stage.as("viewer"), { limit: 50, q: "user777" }),
    "users, searched for what all have": () => listUsers(stage.as("viewer"), { limit: 50, q: "example" }),
    "users, searched for what nobody has": () => listUsers(stage.as("viewer"), { limit: 50, q: "zebrafish" }),
    "one user": () => readUser(stage.as("viewer"), { userId: "user777@example.com" }),
    "an instance's history": () => readHistory(stage.as("viewer"), { id: someId }),
    "activity, latest": () => activity({}),
    "activity, searched for what nobody has": () => activity({ q: "zebrafish" }),
    "activity, searched for what few have": () => activity({ q: "user777@" }),
    "activity, of a kind that never was": () => activity({ action: "api-key.revoke" }),
    "activity, of one actor": () => activity({ actor: "member-7" }),
    "activity, of one user": () => activity({ userId: "user777@example.com" }),
    "activity, of what is older": () => activity({ age: "older" }),
    "jobs, latest": () => listJobs(stage.as("viewer"), { limit: 50 }),
    "a job": () => readJob(stage.as("viewer"), { id: someId }),
    "list, first page": () => found({}),
    "list, by server": () => found({ sort: "server" }),
    "list, searched for what all have": () => found({ q: "example" }),
    "list, searched for what nobody has": () => found({ q: "zebrafish" }),
    "list, searched for one": () => found({ q: "user777@" }),
    "count of all": () => count({}),
    "count of what all have": () => count({ q: "example" }),
    "count of what nobody has": () => count({ q: "zebrafish" }),
    "count of two letters": () => count({ q: "us" }),
    "count of a state": () => count({ status: ["connected"] }),
    "count of a server": () => count({ server: ["GitHub"] }),
    "count of what is older": () => count({ age: "older" }),
  };

  it.each(Object.keys(READS))("%s: no query takes long", async (name) => {
    const read = READS[name] ?? (() => Promise.reject(new Error("no such read")));
    const fastest = new Map<string, Query>();
    await read();
    for (let time = 0; time < TIMES; time += 1) {
      queries.length = 0;
      await read();
      for (const [place, query] of queries.entries()) {
        const key = `${place} ${query.text}`;
        const known = fastest.get(key);
        if (!known || known.milliseconds > query.milliseconds) fastest.set(key, query);
      }
    }
    const slowest = [...fastest.values()].sort((one, other) => other.milliseconds - one.milliseconds)[0];
    const said = `${slowest?.milliseconds.toFixed(1)} ms: ${slowest?.text}\n${slowest?.plan}`;
    process.stdout.write(
      `${database}, ${name}: ${fastest.size} queries, the slowest ${slowest?.milliseconds.toFixed(1)} ms\n`,
    );
    expect(slowest?.milliseconds, said).toBeLessThan(PROMISED * (SLACK[database] ?? 1));
  });

  it("counts stop, and say so", async () => {
    expect(await count({})).toEqual({ count: 10_000, more: true });
    expect(await count({ q: "user777@" })).toEqual({ count: 5, more: false });
    expect(await count({ exact: "true" }), "a viewer changes nothing").toEqual({ count: 10_000, more: true });
    const operator = stage.as("operator");
    expect(await countInstances(operator, { exact: "true" })).toEqual({ count: ROWS, more: false });
  });
});

/** Puts a stopwatch before the database, and has each query explained. Answers what is filled from then on. */
function watch({ db }: TestConsole, embedded: boolean): Query[] {
  type Prepared = { execute(...given: []): Promise<unknown>; getQuery(): { sql: string; params: unknown[] } };
  const { session, $client } = db as unknown as {
    session: { prepareQuery(...given: unknown[]): Prepared };
    $client: { query(text: string, params: unknown[]): Promise<{ rows: unknown[] }> };
  };
  // The embedded database stands in this process: what it takes is told apart from what others take of the machine.
  const now = embedded ? () => process.cpuUsage().user / 1000 : () => performance.now();
  const queries: Query[] = [];
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (...given) => {
    const prepared = prepare(...given);
    const { sql: text, params } = prepared.getQuery();
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (...more: []) => {
      const began = now();
      const answer = await execute(...more);
      const milliseconds = now() - began;
      const { rows: lines } = await $client.query(`explain ${text}`, params);
      queries.push({ text, milliseconds, plan: JSON.stringify(lines) });
      return answer;
    };
    return prepared;
  };
  return queries;
}
