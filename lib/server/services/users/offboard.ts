import { eq } from "drizzle-orm";
import type { JobSummary } from "@/lib/contracts/job";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { itemsOf } from "../jobs/create";
import { enqueueJob } from "../jobs/enqueue";
import { readJob } from "../jobs/read";

/**
 * Takes a person off: a job that removes every authorization of theirs and deletes every instance. It keeps going past
 * failures, can be started again for what is left, and its receipt is kept.
 */
export const offboardUser = verb("user.offboard", async (context, { userId }: { userId: string }) => {
  const id = await begin(context, userId);
  return readJob(context, { id });
});

/** The same for several, a job for each. Whoever has nothing any more is left out; the others are all begun, or none. */
export const offboardUsers = verb(
  "user.offboard",
  async (context, { userIds }: { userIds: readonly string[] }) => {
    const ids = await context.db.transaction(async (tx) => {
      const begun: string[] = [];
      for (const userId of new Set(userIds)) {
        const has = await tx.$count(instance, eq(instance.userId, userId));
        if (has > 0) begun.push(await begin({ ...context, db: tx }, userId));
      }
      return begun;
    });
    const jobs: JobSummary[] = [];
    for (const id of ids) jobs.push((await readJob(context, { id })).job);
    return { jobs };
  },
);

function begin(context: Context, userId: string): Promise<string> {
  return enqueueJob(context, { action: "offboard", items: itemsOf(eq(instance.userId, userId)), userId });
}
