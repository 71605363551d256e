import { PGlite, protocol } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANY_VALUES, isKept, keepStatements } from "./statements";

let kept: PGlite;
/** The same, asked as PGlite does it. */
let plain: PGlite["query"];

beforeAll(async () => {
  kept = await PGlite.create();
  await kept.exec(`
    create table thing (
      id uuid primary key default gen_random_uuid(), name text unique, count integer, big bigint, is_on boolean,
      made_at timestamptz, details jsonb, words text[], size numeric, raw bytea
    );
    create table other (id integer primary key, thing text);
  `);
  plain = kept.query.bind(kept);
  keepStatements(kept, protocol);
});
afterAll(() => kept.close());

const names = async () =>
  (await plain<{ statement: string }>("select statement from pg_prepared_statements")).rows.map(
    ({ statement }) => statement,
  );

describe("what is kept", () => {
  it.each([
    "select * from thing where id = $1",
    "insert into thing (name) values ($1) on conflict do nothing returning id",
    "with made as (insert into thing (name) values ($1) returning *) select * from made",
    'update "thing" set "name" = $1 where "id" = $2',
    "delete from thing where id = $1",
    "select * from thing order by made_at desc, id desc limit $1",
    `with made as (insert into thing (name) values ($1) returning *)
      ${ANY_VALUES} select 1 where exists (select 1 from made)`,
  ])("is what finds its rows by their keys, or says that its plan does not depend on values: %s", (text) => {
    expect(isKept(text)).toBe(true);
  });

  it.each([
    "select * from thing where name like $1",
    "select * from thing where name ILIKE $1",
    "select count(*) from thing where name = $1",
    "select * from thing where name = $1 order by made_at desc limit 10",
    "select * from thing where name in ($1, $2)",
    "select * from thing where name = any($1)",
    "select * from thing where name ~ $1",
    "select name, max(count) from thing group by name",
    "select 1 where exists (select 1 from thing where name = $1)",
    "begin",
    "vacuum",
    "create table more (id integer)",
    "set work_mem = 1",
  ])("is not what depends on the values, nor a command: %s", (text) => {
    expect(isKept(text)).toBe(false);
  });
});

describe("a statement that is kept answers as one that is not", () => {
  const moment = new Date("2026-11-26T04:05:06.789Z");
  const insert = `insert into thing (name, count, big, is_on, made_at, details, words, size, raw)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning *`;
  const values = (name: string) => [
    ...[name, 7, 9007199254740993n, true, moment, { deep: [1, "ä", null] }, ["a", 'b"c', "d,e"]],
    ...["1.50", new Uint8Array([0, 255, 10])],
  ];

  it("with every type of value, in and out, by name and in order", async () => {
    const made = await kept.query<{ id: string }>(insert, values("first"));
    expect(made.affectedRows).toBe(1);
    const id = made.rows[0]?.id;
    const text = "select * from thing where id = $1";
    for (const options of [
      {},
      { rowMode: "array" as const },
      { parsers: { 1184: (value: string) => value } },
    ]) {
      const ours = await kept.query(text, [id], options);
      const theirs = await plain(text, [id], options);
      expect(ours.rows).toEqual(theirs.rows);
      expect(ours.fields).toEqual(theirs.fields);
      expect(ours.rows).toHaveLength(1);
    }
  });

  it("with nothing in it", async () => {
    await kept.query(insert, ["empty", ...Array(8).fill(null)]);
    const text = "select * from thing where name = $1";
    expect((await kept.query(text, ["empty"])).rows).toEqual((await plain(text, ["empty"])).rows);
    expect((await kept.query(text, [undefined])).rows).toEqual([]);
    expect(
      (await kept.query("update thing set count = $1 where name = $2", [1, "nobody"])).affectedRows,
    ).toBe(0);
    expect((await kept.query("update thing set count = $1 where name = $2", [1, "empty"])).affectedRows).toBe(
      1,
    );
  });

  it("each time it is asked, and is parsed once", async () => {
    const text = "select name from thing where name = $1";
    for (const name of ["first", "empty", "first", "'; drop table thing; --", "nobody", "first", "first"]) {
      expect((await kept.query(text, [name])).rows).toEqual((await plain(text, [name])).rows);
    }
    expect((await names()).filter((statement) => statement === text)).toHaveLength(1);
    await kept.query("select name from thing where name like $1", ["f%"]);
    expect((await names()).some((statement) => statement.includes("like"))).toBe(false);
  });

  it("also when it is refused, and goes on after that", async () => {
    const text = "insert into thing (name) values ($1)";
    await kept.query(text, ["once"]);
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(kept.query(text, ["once"])).rejects.toMatchObject({ code: "23505" });
    }
    await kept.query(text, ["twice"]);
    await expect(kept.query("select nothing from thing where id = $1", [1])).rejects.toMatchObject({
      code: "42703",
    });
    await expect(kept.query("select * from thing where id = $1", ["no uuid"])).rejects.toMatchObject({
      code: "22P02",
    });
    expect((await kept.query("select name from thing where name = $1", ["twice"])).rows).toHaveLength(1);
  });

  it("when what it reads has changed its shape", async () => {
    const text = "select * from other where id = $1";
    await kept.query("insert into other (id, thing) values ($1, $2)", [1, "one"]);
    expect((await kept.query(text, [1])).rows).toEqual([{ id: 1, thing: "one" }]);
    await kept.exec("alter table other add column more text default 'x'");
    for (let again = 0; again < 3; again += 1) {
      expect((await kept.query(text, [1])).rows).toEqual([{ id: 1, thing: "one", more: "x" }]);
    }
    await kept.exec("deallocate all");
    expect((await kept.query(text, [1])).rows).toEqual([{ id: 1, thing: "one", more: "x" }]);
  });

  it("beside a transaction, of which it sees nothing before it is over", async () => {
    const text = "select count from thing where name = $1";
    let begun = () => {};
    const begin = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const change = kept.transaction(async (tx) => {
      await tx.query("update thing set count = 100 where name = $1", ["first"]);
      begun();
      await tx.query("select pg_sleep(0.05)");
      await tx.query("update thing set count = 101 where name = $1", ["first"]);
    });
    await begin;
    const seen = await Promise.all(Array.from({ length: 5 }, () => kept.query(text, ["first"])));
    await change;
    expect(seen.map(({ rows }) => rows)).toEqual(Array(5).fill([{ count: 101 }]));
  });

  it("with many at once, each with its own", async () => {
    const text = "insert into thing (name, count) values ($1, $2) returning name, count";
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, count) => kept.query(text, [`many ${count}`, count])),
    );
    expect(all.map(({ rows }) => rows[0])).toEqual(
      Array.from({ length: 50 }, (_, count) => ({ name: `many ${count}`, count })),
    );
  });
});

it("keeps no more than it has room for", async () => {
  for (let column = 0; column < 300; column += 1) {
    const { rows } = await kept.query(`select ${column} as value from thing where name = $1`, ["first"]);
    expect(rows).toEqual([{ value: column }]);
  }
  expect((await names()).length).toBeLessThanOrEqual(200);
});
