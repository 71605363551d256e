import { randomUUID } from "node:crypto";
import { is } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./client";
import { schema } from "./schema";

/** What has to be carried over sign by sign. */
const TEXT = `a "text" \\ '😀' \u2028`;

/** Every table of the schema, each after those that it refers to. */
export function tablesInOrder(): PgTable[] {
  const left = new Set<PgTable>(Object.values(schema).filter((table) => is(table, PgTable)));
  const ordered: PgTable[] = [];
  while (left.size > 0) {
    const free = [...left].filter((table) => parentsOf(table).every((parent) => !left.has(parent)));
    if (free.length === 0) throw new Error("tables refer to each other in a circle");
    for (const table of free) left.delete(table);
    ordered.push(...free);
  }
  return ordered;
}

/** Puts a row into every table that has none yet, with a value in every column. */
export async function fillEveryTable(db: Database): Promise<void> {
  for (const table of tablesInOrder()) {
    if ((await db.$count(table)) > 0) continue;
    const row: Record<string, unknown> = {};
    for (const [field, column] of Object.entries(table)) {
      if (columnsOf(table).includes(column)) row[field] = await valueFor(db, table, column);
    }
    await db.insert(table).values(row);
  }
}

function columnsOf(table: PgTable): PgColumn[] {
  return getTableConfig(table).columns.filter(
    ({ generated, generatedIdentity }) => !generated && !generatedIdentity,
  );
}

function parentsOf(table: PgTable): PgTable[] {
  return getTableConfig(table)
    .foreignKeys.map((key) => key.reference().foreignTable)
    .filter((parent) => parent !== table);
}

async function valueFor(db: Database, table: PgTable, column: PgColumn): Promise<unknown> {
  for (const key of getTableConfig(table).foreignKeys) {
    const { columns, foreignColumns, foreignTable } = key.reference();
    const at = columns.findIndex(({ name }) => name === column.name);
    const target = foreignColumns[at];
    if (!target) continue;
    const [parent] = await db.select({ value: target }).from(foreignTable).limit(1);
    return parent?.value;
  }
  // Of tables that hold one row alone, it is the first.
  if (column.name === "id" && column.dataType === "number") return 1;
  if (column.enumValues?.length) return column.enumValues[0];
  switch (column.getSQLType()) {
    case "uuid":
      return randomUUID();
    case "boolean":
      return true;
    case "jsonb":
      return { of: [TEXT, 0.1, null] };
    case "bytea":
      return Buffer.from(TEXT);
    case "date":
      return "2030-02-03";
    case "text":
      return `${TEXT} of ${column.name}`;
  }
  if (column.dataType === "date") return new Date("2030-02-03T04:05:06.789Z");
  if (column.dataType === "number") return 7;
  throw new Error(`no value for a ${column.getSQLType()}, as ${column.name} is`);
}
