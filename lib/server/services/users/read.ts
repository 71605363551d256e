import { desc, eq } from "drizzle-orm";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { serializeInstance } from "../instances/serialize";
import { summarizeUser } from "./list";

/** Nobody has more instances than there are servers and a few platforms. */
const MOST = 1000;

/** One person with all that is theirs, the newest first. @throws PatchbayError `not-found` */
export const readUser = verb("user.read", async (context, { userId }: { userId: string }) => {
  const { db } = context;
  const user = await summarizeUser(db, userId);
  if (!user) throw new PatchbayError("not-found", "Nobody of this name has any instances.");
  const rows = await db
    .select()
    .from(instance)
    .where(eq(instance.userId, userId))
    .orderBy(desc(instance.createdAt), desc(instance.id))
    .limit(MOST);
  return { user, instances: rows.map((row) => serializeInstance(row, context)) };
});
