import { sql } from "drizzle-orm";
import { vacuumChanged } from "../../db/vacuum";
import type { Task } from "../task";

/** Sees to the embedded database, which has no autovacuum. */
export const vacuumTask: Task = {
  keys: sql`select ''`,
  time: 0,
  every: 60_000,
  async run({ db, database, log }) {
    const tables = await vacuumChanged({ db, kind: database.kind });
    if (tables.length > 0) log.debug({ tables }, "vacuumed");
    return true;
  },
};
