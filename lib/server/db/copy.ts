import { sql } from "drizzle-orm";
import type { Database } from "./client";

/** Rows as the database writes them in JSON, which it reads back into the same values. */
type Row = Record<string, unknown>;
/** Some rows of one table. */
export type Part = { table: string; rows: Row[] };

const PAGE = 500;

/** A database that is written to is one that nobody has used: what is in it would be mixed with what comes. */
export class NotEmptyError extends Error {}

/** Every row of every table at one moment, those first on which others depend. */
export async function* readTables(db: Pick<Database, "execute">): AsyncGenerator<Part> {
  for (const table of await tablesInOrder(db)) {
    const name = sql.identifier(table);
    let after = "(0,0)";
    for (;;) {
      const page = await query<{ place: string; row: Row }>(
        db,
        sql`select ctid::text as place, to_jsonb(each) as row from ${name} each where ctid > ${after}::tid order by ctid limit ${PAGE}`,
      );
      const last = page.at(-1);
      if (!last) break;
      yield { table, rows: page.map(({ row }) => row) };
      after = last.place;
    }
  }
}

/**
 * Fills an empty database, all of it or nothing. Answers how many rows each table has got.
 * @throws NotEmptyError where somebody can sign in there, or something was recorded
 */
export async function writeTables(
  db: Database,
  parts: AsyncIterable<Part> | Iterable<Part>,
): Promise<Record<string, number>> {
  return db.transaction(async (tx) => {
    const tables = await tablesInOrder(tx);
    await requireUnused(tx);
    // What a migration or a start puts into a new database stands in what comes, too.
    for (const table of tables.toReversed()) await tx.execute(sql`delete from ${sql.identifier(table)}`);
    const written: Record<string, number> = {};
    for await (const { table, rows } of parts) {
      if (!tables.includes(table)) throw new Error(`there is no table ${table}`);
      const columns = sql.join(
        (await writableColumns(tx, table)).map((column) => sql.identifier(column)),
        sql`, `,
      );
      await tx.execute(sql`
        insert into ${sql.identifier(table)} (${columns}) overriding system value
        select ${columns} from jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb)`);
      written[table] = (written[table] ?? 0) + rows.length;
    }
    for (const table of tables) await goOnCounting(tx, table);
    return written;
  });
}

async function requireUnused(db: Pick<Database, "execute">): Promise<void> {
  for (const table of ["user", "audit_event", "instance", "engine_instance"]) {
    const [row] = await query(db, sql`select 1 from ${sql.identifier(table)} limit 1`);
    if (row) throw new NotEmptyError(`its table ${table} has rows`);
  }
}

/** The tables of this version, each after those that it refers to. */
async function tablesInOrder(db: Pick<Database, "execute">): Promise<string[]> {
  const tables = await query<{ name: string; needs: string[] }>(
    db,
    sql`select class.relname as name, coalesce((
        select jsonb_agg(target.relname) from pg_constraint con join pg_class target on target.oid = con.confrelid
        where con.conrelid = class.oid and con.contype = 'f' and con.confrelid <> con.conrelid), '[]') as needs
      from pg_class class where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace
      order by class.relname`,
  );
  const ordered: string[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, needs }) => !ordered.includes(name) && needs.every((need) => ordered.includes(need)),
    );
    if (next.length === 0) throw new Error("tables refer to each other in a circle");
    ordered.push(...next.map(({ name }) => name));
  }
  return ordered;
}

async function writableColumns(db: Pick<Database, "execute">, table: string): Promise<string[]> {
  const columns = await query<{ name: string }>(
    db,
    sql`select attname as name from pg_attribute
      where attrelid = ${`public."${table}"`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  return columns.map(({ name }) => name);
}

/** Numbers that the database gives out go on after those that were given. */
async function goOnCounting(db: Pick<Database, "execute">, table: string): Promise<void> {
  const counted = await query<{ column: string; counter: string }>(
    db,
    sql`select attname as column, pg_get_serial_sequence(${`public."${table}"`}, attname) as counter
      from pg_attribute where attrelid = ${`public."${table}"`}::regclass and attnum > 0 and not attisdropped
        and pg_get_serial_sequence(${`public."${table}"`}, attname) is not null`,
  );
  for (const { column, counter } of counted) {
    await db.execute(
      sql`select setval(${counter}::regclass, coalesce((select max(${sql.identifier(column)}) from ${sql.identifier(table)}), 0) + 1, false)`,
    );
  }
}

async function query<Result = Row>(
  db: Pick<Database, "execute">,
  statement: ReturnType<typeof sql>,
): Promise<Result[]> {
  const { rows } = (await db.execute(statement)) as unknown as { rows: Result[] };
  return rows;
}
