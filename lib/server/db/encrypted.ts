import { is } from "drizzle-orm";
import { customType, getTableConfig, type PgColumn, PgCustomColumn, PgTable } from "drizzle-orm/pg-core";

/** A text that the console's cipher has sealed. Its type tells it from other texts, so that a rotation misses none. */
export const encrypted = customType<{ data: string; driverData: string }>({ dataType: () => "text" });

/** Every column of that type, of these tables. */
export function encryptedColumns(tables: Record<string, unknown>): { table: string; column: PgColumn }[] {
  return Object.values(tables).flatMap((table) => {
    if (!is(table, PgTable)) return [];
    const { name, columns } = getTableConfig(table);
    return columns
      .filter((column) => is(column, PgCustomColumn) && column.getSQLType() === "text")
      .map((column) => ({ table: name, column }));
  });
}
