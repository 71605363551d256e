import { type SQL, sql } from "drizzle-orm";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import type { CreateJobRequest, JobAction } from "@/lib/contracts/job";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { choiceOf, instanceCondition } from "../instances/filter";
import { readJob } from "./read";

/**
 * Sets down what is to be done to many instances: those named, or all that match a filter at this moment. It is done by
 * `workOnJob`.
 * @throws PatchbayError `invalid` where nothing matches
 */
export const createJob = verb("job.create", async (context, input: CreateJobRequest) => {
  const { action, instanceIds, filter } = input;
  const condition = instanceCondition(choiceOf({ instanceIds, filter }), context.caller);
  const id = await setDown(context, { action, condition, filter: instanceIds ? undefined : filter });
  return readJob(context, { id });
});

type Work = {
  action: JobAction;
  condition: SQL | undefined;
  userId?: string;
  /** What it was chosen by, if by no ids. */
  filter?: InstanceFilter | undefined;
};

/** Stores a job with an item for each instance that the condition finds, and answers its id. */
export async function setDown(
  context: Context,
  { action, condition, userId, filter }: Work,
): Promise<string> {
  const { db, caller } = context;
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(job)
      .values({
        action,
        userId: userId ?? null,
        state: "running",
        total: 0,
        createdBy: caller.id,
        createdByName: caller.name,
        createdByEmail: caller.email ?? "",
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
      throw new PatchbayError("invalid", "Nothing matches any more, so nothing was done.");
    }
    await tx.update(job).set({ total: items.length }).where(sql`${job.id} = ${made.id}`);
    const details = { job: made.id, action, total: items.length };
    await recordAudit(
      tx,
      context,
      userId === undefined
        ? { action: "job.create", subject: made.id, details: { ...details, filter } }
        : { action: "user.offboard", subject: userId, details: { ...details, userId } },
    );
    return made.id;
  });
}
