import { and, asc, eq, ne, sql } from "drizzle-orm";
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
  const [known] = await db
    .select({ id: instance.id })
    .from(instance)
    .where(eq(instance.userId, userId))
    .limit(1);
  if (known) return { userIds: [] };
  const alike = and(
    eq(instance.foldedUser, sql`btrim(${folded(sql`${userId}::text`)})`),
    ne(instance.userId, userId),
  );
  const users = await db
    .selectDistinct({ userId: instance.userId })
    .from(instance)
    .where(alike)
    .orderBy(asc(instance.userId))
    .limit(MOST);
  return { userIds: users.map((user) => user.userId) };
});
