import { and, eq } from "drizzle-orm";
import type { Job } from "@/lib/contracts/job";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { job } from "../../db/schema/job";
import { authorize } from "../authorize";
import { readJob } from "./read";

/** Stops a job after the item in hand. What is done stays done. */
export async function stopJob(context: Context, { id }: { id: string }): Promise<{ job: Job }> {
  const { db, actor, request } = context;
  authorize(actor, "operator");
  await db.transaction(async (tx) => {
    const [stopped] = await tx
      .update(job)
      .set({ state: "stopped", finishedAt: new Date() })
      .where(and(eq(job.id, id), eq(job.state, "running")))
      .returning({ id: job.id });
    if (!stopped) return;
    await recordAudit(tx, {
      actor,
      request,
      action: "job.stop",
      subject: { type: "job", id },
      outcome: "succeeded",
    });
  });
  return readJob(context, { id });
}
