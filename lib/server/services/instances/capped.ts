import { count, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";

/** How many match, or that there are more than `most`: what a count looks at is bounded, however many there are. */
export type Capped = { count: number; more: boolean };

export async function countUpTo(
  db: Pick<Database, "select">,
  most: number,
  condition: SQL | undefined,
): Promise<Capped> {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(instance)
    .where(condition)
    .limit(most + 1)
    .as("some");
  const [counted] = await db.select({ count: count() }).from(some);
  const found = counted?.count ?? 0;
  return { count: Math.min(found, most), more: found > most };
}
