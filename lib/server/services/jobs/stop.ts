import { and, eq } from "drizzle-orm";
import type { Job } from "@/lib/contracts/job";
import { recordAudit } from "../../audit/record";
import { job } from "../../db/schema/job";
import { verb } from "../../verb";
import { readJob } from "./read";

/** Stops a job after the item in hand. What is done stays done. */
export const stopJob = verb("job.stop", async (context, { id }: { id: string }): Promise<{ job: Job }> => {
  const { db } = context;
  await db.transaction(async (tx) => {
    const [stopped] = await tx
      .update(job)
      .set({ state: "stopped", finishedAt: new Date() })
      .where(and(eq(job.id, id), eq(job.state, "running")))
      .returning({ id: job.id });
    if (!stopped) return;
    await recordAudit(tx, context, { action: "job.stop", subject: id });
  });
  return readJob(context, { id });
});
