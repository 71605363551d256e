import { desc } from "drizzle-orm";
import type { ListInstancesAnswer } from "@/lib/contracts/instance";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { authorize } from "../authorize";
import { serializeInstance } from "./serialize";

/** The latest instances, the newest first. */
export async function listInstances(
  context: Context,
  { limit }: { limit: number },
): Promise<ListInstancesAnswer> {
  const { db, actor } = context;
  authorize(actor, "viewer");
  const rows = await db
    .select()
    .from(instance)
    .orderBy(desc(instance.createdAt), desc(instance.id))
    .limit(limit);
  return { instances: rows.map((row) => serializeInstance(row, context)) };
}
