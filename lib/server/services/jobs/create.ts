import { type SQL, sql } from "drizzle-orm";
import type { CreateJobRequest, Job, JobAction } from "@/lib/contracts/job";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { choiceOf, instanceCondition } from "../instances/filter";
import { readJob } from "./read";

/**
 * Sets down what is to be done to many instances: those named, or all that match a filter at this moment. It is done by
 * `workOnJob`.
 * @throws PatchbayError `invalid` where nothing matches
 */
export async function createJob(
  context: Context,
  { action, instanceIds, filter }: CreateJobRequest,
): Promise<{ job: Job }> {
  const condition = instanceCondition(choiceOf({ instanceIds, filter }), context.actor);
  const id = await setDown(context, { action, condition, details: instanceIds ? {} : { filter } });
  return readJob(context, { id });
}

type Work = {
  action: JobAction;
  condition: SQL | undefined;
  userId?: string;
  details: Record<string, unknown>;
};

/** Stores a job with an item for each instance that the condition finds, and answers its id. */
export async function setDown(
  context: Context,
  { action, condition, userId, details }: Work,
): Promise<string> {
  const { db, actor, request } = context;
  authorize(actor, "operator");
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(job)
      .values({
        action,
        userId: userId ?? null,
        state: "running",
        total: 0,
        createdBy: actor.id,
        createdByName: actor.name,
        createdByEmail: actor.email,
      })
      .returning({ id: job.id });
    if (!made) throw new Error("the job was not stored");
    const label = sql`jsonb_build_object('serverName', ${instance.serverName}, 'userId', ${instance.userId}, 'platformName', ${instance.platformName})`;
    const items = await tx
      .insert(jobItem)
      .select(
        tx
          .select({
            jobId: sql`${made.id}::uuid`.as("job_id"),
            instanceId: instance.id,
            state: sql`'pending'`.as("state"),
            reason: sql`null::text`.as("reason"),
            label: sql`${label}`.as("label"),
            claimedAt: sql`null::timestamptz`.as("claimed_at"),
            doneAt: sql`null::timestamptz`.as("done_at"),
          })
          .from(instance)
          .where(condition),
      )
      .returning({ instanceId: jobItem.instanceId });
    if (items.length === 0) {
      const effect = "nothing-changed";
      throw new PatchbayError("invalid", "Nothing matches any more, so nothing was done.", { effect });
    }
    await tx.update(job).set({ total: items.length }).where(sql`${job.id} = ${made.id}`);
    await recordAudit(tx, {
      actor,
      request,
      action: userId === undefined ? "job.create" : "user.offboard",
      subject: userId === undefined ? { type: "job", id: made.id } : { type: "user", id: userId },
      outcome: "succeeded",
      details: { ...details, job: made.id, action, total: items.length },
    });
    return made.id;
  });
}
