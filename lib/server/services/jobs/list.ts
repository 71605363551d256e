import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { JobSummary, ListJobsQuery } from "@/lib/contracts/job";
import type { Context } from "../../context";
import { job, jobItem } from "../../db/schema/job";
import { verb } from "../../verb";

type JobRow = typeof job.$inferSelect;

/** Jobs, the latest first, a page at a time by the job with which the page before ended. */
export const listJobs = verb("job.list", async ({ db }, { state, userId, limit, after }: ListJobsQuery) => {
  const rows = await db
    .select()
    .from(job)
    .where(
      and(
        state ? eq(job.state, state) : undefined,
        userId === undefined ? undefined : eq(job.userId, userId),
        // By the row itself: the database knows its time more finely than a date of JavaScript's can say.
        after
          ? sql`(${job.createdAt}, ${job.id}) < (select created_at, id from job where id = ${after}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(job.createdAt), desc(job.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    jobs: await summarizeJobs(db, page),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
});

/** Jobs with how far each has come. */
export async function summarizeJobs(db: Context["db"], rows: readonly JobRow[]): Promise<JobSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const counts = await db
    .select({ jobId: jobItem.jobId, state: jobItem.state, count: count() })
    .from(jobItem)
    .where(inArray(jobItem.jobId, ids))
    .groupBy(jobItem.jobId, jobItem.state);
  return rows.map((row) => {
    const counted = (state: "done" | "failed") =>
      counts.find((entry) => entry.jobId === row.id && entry.state === state)?.count ?? 0;
    return {
      id: row.id,
      action: row.action,
      userId: row.userId,
      state: row.state,
      total: row.total,
      done: counted("done"),
      failed: counted("failed"),
      createdBy: row.createdByName,
      createdAt: row.createdAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    };
  });
}
