import { and, asc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { credentialFateSchema } from "@/lib/contracts/credential-fate";
import type { JobItem, Receipt } from "@/lib/contracts/job";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { summarizeJobs } from "./list";

/** So many failures are told with a job; the receipt has all. */
const FAILURES = 100;

const UNREADABLE = "(cannot be read)";

type ItemRow = typeof jobItem.$inferSelect;

/** A job with how far it has come. @throws PatchbayError `not-found` */
export const readJob = verb("job.read", async ({ db }, { id }: { id: string }) => {
  const [row] = await db.select().from(job).where(eq(job.id, id));
  if (!row) throw new PatchbayError("not-found", "There is no such job.");
  const failures = await db
    .select()
    .from(jobItem)
    .where(and(eq(jobItem.jobId, id), eq(jobItem.state, "failed")))
    .orderBy(asc(jobItem.doneAt))
    .limit(FAILURES);
  const [summary] = await summarizeJobs(db, [row]);
  if (!summary) throw new PatchbayError("not-found", "There is no such job.");
  return { job: { ...summary, failures: failures.map(serializeItem) } };
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

function serializeItem(row: ItemRow): JobItem {
  return {
    position: row.position,
    instanceId: row.instanceId,
    ...readLabel(row.label),
    state: row.state,
    outcome: row.outcome,
    reason: row.reason,
    credential: credentialFateSchema.safeParse(row.credential).data ?? null,
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}

const labelSchema = z.catch(
  z.object({
    serverName: z.catch(z.string(), UNREADABLE),
    userId: z.catch(z.string(), UNREADABLE),
    platformName: z.catch(z.nullable(z.string()), null),
  }),
  { serverName: UNREADABLE, userId: UNREADABLE, platformName: null },
);

/** Whom an item was about; what of it cannot be read is said so, and takes no receipt with it. */
function readLabel(label: unknown): Pick<JobItem, "serverName" | "userId" | "platformName"> {
  const { platformName, ...names } = labelSchema.parse(label);
  return { ...names, platformName: platformName || null };
}
