import * as z from "zod";
import { localTool } from "../../local-tool";
import type { Builtin, BuiltinContext } from "../context";
import { inReadOnlyTransaction, type RunStatement } from "./session";
import { readStatement } from "./statement";

const ROWS = { usual: 100, most: 1_000 };

const resultSchema = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
  truncated: z.boolean().describe("Whether there are more rows"),
});
type Result = z.infer<typeof resultSchema>;

const schemaField = z.string().min(1).max(63).default("public");

const query = localTool({
  name: "postgres_query",
  title: "Query",
  description:
    "Runs one reading SQL statement in a read-only transaction that is rolled back, and returns its rows. Values go in parameters: $1, $2 and so on.",
  annotations: { readOnlyHint: true, openWorldHint: false },
  inputSchema: z.strictObject({
    sql: z.string().min(1).max(100_000),
    parameters: z
      .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .max(100)
      .default([]),
    max_rows: z.int().min(1).max(ROWS.most).default(ROWS.usual),
  }),
  outputSchema: resultSchema,
  run(context: BuiltinContext, { sql, parameters, max_rows }, { signal }) {
    const { text, cursor } = readStatement(sql);
    return inReadOnlyTransaction(context, signal, (run) =>
      cursor ? fetchRows(run, text, parameters, max_rows) : runAtOnce(run, text, parameters, max_rows),
    );
  },
});

const listTables = localTool({
  name: "postgres_list_tables",
  title: "List tables",
  description: "Lists tables and views that the account may see, with their schemas and estimated rows.",
  annotations: { readOnlyHint: true, openWorldHint: false },
  inputSchema: z.strictObject({}),
  outputSchema: resultSchema,
  run: (context: BuiltinContext, _input, { signal }) =>
    inReadOnlyTransaction(context, signal, (run) => fetchRows(run, TABLES, [], ROWS.most)),
});

const describeTable = localTool({
  name: "postgres_describe_table",
  title: "Describe a table",
  description: "Lists a table's columns with their types, defaults and comments.",
  annotations: { readOnlyHint: true, openWorldHint: false },
  inputSchema: z.strictObject({ table: z.string().min(1).max(63), schema: schemaField }),
  outputSchema: resultSchema,
  run: (context: BuiltinContext, { table, schema }, { signal }) =>
    inReadOnlyTransaction(context, signal, (run) => fetchRows(run, COLUMNS, [schema, table], ROWS.most)),
});

/** A cursor takes nothing but a statement that returns rows, and gives no more of them than are asked for. */
async function fetchRows(
  run: RunStatement,
  text: string,
  values: readonly unknown[],
  most: number,
): Promise<Result> {
  await run(`declare patchbay no scroll cursor for ${text}`, values);
  const { fields, rows } = await run(`fetch ${most + 1} from patchbay`);
  return result(fields, rows, most);
}

async function runAtOnce(
  run: RunStatement,
  text: string,
  values: readonly unknown[],
  most: number,
): Promise<Result> {
  const { fields, rows } = await run(text, values);
  return result(fields, rows, most);
}

function result(fields: readonly { name: string }[], rows: readonly unknown[][], most: number): Result {
  return {
    columns: fields.map(({ name }) => name),
    rows: rows.slice(0, most).map((row) => [...row]),
    truncated: rows.length > most,
  };
}

const TABLES = `
  select n.nspname as schema, c.relname as name,
         case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end as kind,
         greatest(c.reltuples, 0)::bigint::text as estimated_rows
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f')
     and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%'
     and has_table_privilege(c.oid, 'select')
   order by 1, 2`;

const COLUMNS = `
  select a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
         not a.attnotnull as nullable, pg_catalog.pg_get_expr(d.adbin, d.adrelid) as default,
         pg_catalog.col_description(c.oid, a.attnum) as comment
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where n.nspname = $1 and c.relname = $2 and a.attnum > 0 and not a.attisdropped
     and has_table_privilege(c.oid, 'select')
   order by a.attnum`;

export const POSTGRES: Builtin = {
  description: "Reads a Postgres database: tables, columns, and queries that only read.",
  instructions:
    "Reads the database whose connection string is this instance's key. Each call is one read-only transaction that is rolled back. What its role may see is the real bound: give it a role of its own.",
  tools: [query, listTables, describeTable],
};
