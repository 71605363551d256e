import { eq, type SQL, sql } from "drizzle-orm";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import type { JobAction } from "@/lib/contracts/job";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";

type Work = {
  action: JobAction;
  /**
   * A query of the items in their order: `subject` text, which is once in a job, `input` jsonb for the action,
   * `instance_id` uuid or null, and `label` jsonb. The database goes from it to the items; nothing passes through here.
   */
  items: SQL;
  /** The user that it is about, where it is about one. */
  userId?: string;
  /** What the items were chosen by, if by no ids. */
  filter?: InstanceFilter | undefined;
  /** The name of the bundle that it gives, where it gives one. */
  bundle?: string | undefined;
};

/**
 * Stores a job with its items, and answers its id. It is done by the runner of tasks, in the name of the caller, whom the service that enqueues it has authorized.
 * @throws PatchbayError `invalid` where there are no items
 */
export async function enqueueJob(
  context: Context,
  { action, items, userId, filter, bundle }: Work,
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
    await tx.execute(sql`
      insert into ${jobItem} (job_id, position, subject, input, instance_id, label)
      select ${made.id}::uuid, row_number() over (), subject, input, instance_id, label from (${items}) as items`);
    const [stored] = await tx
      .update(job)
      .set({ total: tx.$count(jobItem, eq(jobItem.jobId, made.id)) })
      .where(eq(job.id, made.id))
      .returning({ total: job.total });
    if (!stored?.total) {
      throw new PatchbayError("invalid", "Nothing matches any more, so nothing was done.");
    }
    const details = { job: made.id, action, total: stored.total };
    await recordAudit(
      tx,
      context,
      userId === undefined
        ? { action: "job.create", subject: made.id, details: { ...details, filter, bundle } }
        : { action: "user.offboard", subject: userId, details: { ...details, userId } },
    );
    return made.id;
  });
}
