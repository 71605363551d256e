import { and, asc, count, eq } from "drizzle-orm";
import type { Job, JobItem, Receipt } from "@/lib/contracts/job";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";

/** So many failures are told with a job; the receipt has all. */
const FAILURES = 100;

type JobRow = typeof job.$inferSelect;
type ItemRow = typeof jobItem.$inferSelect;

/** A job with how far it has come. @throws PatchbayError `not-found` */
export const readJob = verb("job.read", async ({ db }, { id }: { id: string }) => {
  const [row] = await db.select().from(job).where(eq(job.id, id));
  if (!row) throw new PatchbayError("not-found", "There is no such job.");
  const counts = await db
    .select({ state: jobItem.state, count: count() })
    .from(jobItem)
    .where(eq(jobItem.jobId, id))
    .groupBy(jobItem.state);
  const failures = await db
    .select()
    .from(jobItem)
    .where(and(eq(jobItem.jobId, id), eq(jobItem.state, "failed")))
    .orderBy(asc(jobItem.doneAt))
    .limit(FAILURES);
  const counted = (state: ItemRow["state"]) => counts.find((entry) => entry.state === state)?.count ?? 0;
  return { job: serializeJob(row, { done: counted("done"), failed: counted("failed"), failures }) };
});

/** A job and every item of it: what, when, by whom, and the outcome of each. @throws PatchbayError `not-found` */
export const readReceipt = verb("job.read", async (context, { id }: { id: string }): Promise<Receipt> => {
  const { job: summary } = await readJob(context, { id });
  const items = await context.db
    .select()
    .from(jobItem)
    .where(eq(jobItem.jobId, id))
    .orderBy(asc(jobItem.doneAt), asc(jobItem.position));
  return { job: summary, items: items.map(serializeItem) };
});

function serializeJob(row: JobRow, seen: { done: number; failed: number; failures: ItemRow[] }): Job {
  return {
    id: row.id,
    action: row.action,
    userId: row.userId,
    state: row.state,
    total: row.total,
    done: seen.done,
    failed: seen.failed,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    failures: seen.failures.map(serializeItem),
  };
}

function serializeItem(row: ItemRow): JobItem {
  return {
    position: row.position,
    instanceId: row.instanceId,
    serverName: row.label.serverName,
    userId: row.label.userId,
    platformName: row.label.platformName || null,
    state: row.state,
    outcome: row.outcome,
    reason: row.reason,
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}
