import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/**
 * Whether something that lives from one time to another ends within so many hours. What lives shorter than twice as long
 * does so from the middle of its life on, so that nothing is called ending as soon as it is made.
 */
export function endsSoon(end: AnyColumn, begin: AnyColumn, hours: number): SQL {
  const notice = sql`make_interval(hours => ${sql.raw(String(hours))})`;
  return sql`(${end} > now() and ${end} <= now() + ${notice} and ${end} <= now() + (${end} - ${begin}) / 2)`;
}
