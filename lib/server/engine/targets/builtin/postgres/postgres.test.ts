import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestPostgres } from "../../../../db/testing";
import { openBuiltin, refusalOf } from "../testing";

let drop: () => Promise<void>;
let owner: Client;
let door: Server;
let secret: { api_key: string };
beforeAll(async () => {
  const made = await createTestPostgres();
  drop = made.drop;
  owner = new Client({ connectionString: made.url });
  await owner.connect();
  await owner.query(`
    create table note (id int primary key, body text, at timestamp default '2026-01-02 03:04:05', big bigint default 9007199254740993);
    insert into note values (1, 'first'), (2, 'second');
    comment on column note.body is 'what it says';
    create sequence counter;
    create function write_note() returns int language plpgsql as $$ begin insert into note values (99, 'by a function'); return 1; end $$;
    create procedure end_and_write() language plpgsql as $$ begin commit; insert into note values (98, 'after a commit'); end $$;`);
  door = doorTo(new URL(made.url));
  await once(door, "listening");
  const { port } = door.address() as AddressInfo;
  const name = new URL(made.url).pathname.slice(1);
  const user = new URL(made.url).username;
  secret = { api_key: `postgresql://${user}@127.0.0.1:${port}/${name}?sslmode=disable` };
});
afterAll(async () => {
  door.close();
  await owner.end();
  await drop();
});

/** The tests' Postgres may listen on a socket in a folder alone, where no connection string of ours leads. */
function doorTo(url: URL): Server {
  const folder = url.searchParams.get("host");
  return createServer((client) => {
    const server = folder
      ? connect(`${folder}/.s.PGSQL.${url.port || 5432}`)
      : connect(Number(url.port || 5432), url.hostname);
    client.pipe(server).pipe(client);
    for (const side of [client, server]) {
      side.on("close", () => [client, server].forEach((other) => void other.destroy()));
      side.on("error", () => {});
    }
  }).listen(0, "127.0.0.1");
}

const notes = async () => (await owner.query("select id from note order by id")).rows.map(({ id }) => id);

describe("refuses to write, and leaves everything as it was", () => {
  it.each([
    "commit; insert into note values (3, 'x')",
    "select 1; insert into note values (3, 'x')",
    "select 1; commit; insert into note values (3, 'x')",
    "set transaction read write",
    "set session characteristics as transaction read write",
    "begin",
    "rollback",
    "insert into note values (3, 'x')",
    "/* select */ insert into note values (3, 'x')",
    "-- select\ninsert into note values (3, 'x')",
    "/* a /* nested */ comment */ delete from note",
    "with gone as (delete from note returning *) select * from gone",
    "with made as (insert into note values (3, 'x') returning *) table made",
    "select * into copied from note",
    "create table other (id int)",
    "drop table note",
    "truncate note",
    "copy note to stdout",
    "copy note to program 'true'",
    "do $$ begin commit; insert into note values (3, 'x'); end $$",
    "call end_and_write()",
    "select write_note()",
    "explain analyze insert into note values (3, 'x')",
    "explain analyze select write_note()",
    "select nextval('counter')",
    "select set_config('transaction_read_only', 'off', false)",
    "select set_config('transaction_read_only', 'off', true), write_note()",
    "select lo_create(0)",
    "select * from note for update",
    "prepare p as select 1",
    "listen news",
    "notify news",
    "lock table note",
    "vacuum note",
    "fetch 1 from patchbay",
    "(((delete from note)))",
    "",
  ])("%s", async (sql) => {
    const postgres = await openBuiltin("Postgres", { secret });
    refusalOf(await postgres.call("postgres_query", { sql: sql || " " }));
    expect(await notes()).toEqual([1, 2]);
    expect(
      (await owner.query("select to_regclass('other') as made, to_regclass('copied') as copied")).rows,
    ).toEqual([{ made: null, copied: null }]);
  });
});

it.each([
  undefined,
  {},
  { api_key: "not a connection string" },
  { api_key: "mysql://u:hunter2@localhost/db" },
  { token: "postgresql:///db" },
])("says what a key has to look like, and never quotes it: %j", async (wrong) => {
  const postgres = await openBuiltin("Postgres", { secret: wrong });
  const said = refusalOf(await postgres.call("postgres_query", { sql: "select 1" }));
  expect(said).toContain("postgresql://user:password@host:5432/database");
  expect(said).not.toContain("hunter2");
});

it("says in a sentence that nobody answers, and not with what key", async () => {
  const api_key = "postgresql://u:hunter2@127.0.0.1:1/db?sslmode=disable";
  const postgres = await openBuiltin("Postgres", { secret: { api_key } });
  const said = refusalOf(await postgres.call("postgres_query", { sql: "select 1" }));
  expect(said).toMatch(/^The database did not do it: /);
  expect(said).not.toContain("hunter2");
});

it("passes the guard's refusal of an address on", async () => {
  const postgres = await openBuiltin("Postgres", {
    secret: { api_key: "postgresql://u@nowhere.invalid/db" },
  });
  refusalOf(await postgres.call("postgres_list_tables"));
});

it("returns rows as Postgres has them, with parameters, and no value rounded", async () => {
  const postgres = await openBuiltin("Postgres", { secret });
  const { structuredContent } = await postgres.call("postgres_query", {
    sql: "-- what it says\nselect id, body, at, big, 1.10::numeric, true as yes, '{\"n\": 9007199254740993}'::jsonb from note where body = $1;",
    parameters: ["second"],
  });
  expect(structuredContent).toEqual({
    columns: ["id", "body", "at", "big", "numeric", "yes", "jsonb"],
    rows: [[2, "second", "2026-01-02 03:04:05", "9007199254740993", "1.10", true, '{"n": 9007199254740993}']],
    truncated: false,
  });
});

it.each(["values (1), (2)", "table note", "explain select 1", "show server_version", "(select 1)"])(
  "runs %s",
  async (sql) => {
    const postgres = await openBuiltin("Postgres", { secret });
    expect((await postgres.call("postgres_query", { sql })).isError).toBeUndefined();
  },
);

it("stops at as many rows as were asked for, and says that there are more", async () => {
  const postgres = await openBuiltin("Postgres", { secret });
  const { structuredContent } = await postgres.call("postgres_query", {
    sql: "select generate_series(1, 1000000000)",
    max_rows: 3,
  });
  expect(structuredContent).toMatchObject({ rows: [[1], [2], [3]], truncated: true });
});

it("gives up an answer that is too large", async () => {
  const postgres = await openBuiltin("Postgres", { secret });
  const said = refusalOf(await postgres.call("postgres_query", { sql: "select repeat('x', 50000000)" }));
  expect(said).toContain("too large");
});

it("ends with the call that it serves", async () => {
  const postgres = await openBuiltin("Postgres", { secret });
  const abort = new AbortController();
  const running = postgres.call("postgres_query", { sql: "select pg_sleep(20)" }, abort.signal);
  await expect
    .poll(
      async () =>
        (await owner.query("select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep'"))
          .rows[0].n,
    )
    .toBe(1);
  abort.abort();
  expect(refusalOf(await running)).toContain("cancelled");
});

it("lists tables, and describes one", async () => {
  const postgres = await openBuiltin("Postgres", { secret });
  const tables = await postgres.call("postgres_list_tables");
  expect(tables.structuredContent).toMatchObject({ rows: [["public", "note", "table", expect.any(String)]] });
  const described = await postgres.call("postgres_describe_table", { table: "note" });
  expect(described.structuredContent).toMatchObject({
    rows: expect.arrayContaining([["body", "text", true, null, "what it says"]]),
  });
});
