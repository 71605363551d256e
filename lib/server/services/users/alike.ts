import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { folded } from "../../db/folded";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";

/** So many are named: to be warned, one is enough. */
const MOST = 5;

/**
 * Whose ids look like a new one, whatever their case, accents, width and blanks: most likely the same person, of whom a
 * second is about to be made. Nobody is like an id that is in the record itself.
 */
export const listAlikeUsers = verb("user.list", async ({ db }, { userId }: { userId: string }) => {
  const alike = await findAlike(db, [userId]);
  return { userIds: alike.map(({ like }) => like) };
});

/** The same of several at once, each with those that it looks like. */
export function findAlike(
  db: Database,
  userIds: readonly string[],
): Promise<{ userId: string; like: string }[]> {
  const asked = sql`jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb) as asked (user_id)`;
  const userId = sql<string>`asked.user_id`;
  return db
    .selectDistinct({ userId, like: instance.userId })
    .from(asked)
    .innerJoin(instance, eq(instance.foldedUser, sql`btrim(${folded(userId)})`))
    .where(sql`not exists (select from ${instance} as known where known.user_id = ${userId})`)
    .orderBy(userId, asc(instance.userId))
    .limit(MOST * userIds.length);
}
