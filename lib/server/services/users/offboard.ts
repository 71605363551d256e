import { eq } from "drizzle-orm";
import type { Job } from "@/lib/contracts/job";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { setDown } from "../jobs/create";
import { readJob } from "../jobs/read";

/**
 * Takes a person off: a job that removes every authorization of theirs and deletes every instance. It keeps going past
 * failures, can be started again for what is left, and its receipt is kept.
 */
export async function offboardUser(context: Context, { userId }: { userId: string }): Promise<{ job: Job }> {
  const condition = eq(instance.userId, userId);
  const id = await setDown(context, { action: "offboard", condition, userId, details: { userId } });
  return readJob(context, { id });
}
