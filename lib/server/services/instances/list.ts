import { desc } from "drizzle-orm";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { serializeInstance } from "./serialize";

/** The latest instances, the newest first. */
export const listInstances = verb("instance.list", async (context, { limit }: { limit: number }) => {
  const { db } = context;
  const rows = await db
    .select()
    .from(instance)
    .orderBy(desc(instance.createdAt), desc(instance.id))
    .limit(limit);
  return { instances: rows.map((row) => serializeInstance(row, context)) };
});
