import { eq } from "drizzle-orm";
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
  const items = itemsOf(eq(instance.userId, userId));
  const id = await enqueueJob(context, { action: "offboard", items, userId });
  return readJob(context, { id });
});
