import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Job, JobAction } from "@/lib/contracts/job";
import type { Caller, Context } from "../../context";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { deauthorizeInstance } from "../instances/deauthorize";
import { deleteInstance } from "../instances/delete";
import { findInstance } from "../instances/find";
import { refreshState } from "../instances/observe";
import { NOT_KNOWN } from "../instances/removal";
import { updateInstance } from "../instances/update";
import { takeUp } from "./creator";
import { readJob } from "./read";

/** One call works for about this long, in milliseconds: well inside what a serverless platform allows. */
const BUDGET = 5_000;
/** So many items are in hand at once. The upstream's rate is kept by its adapter, whoever asks. */
const TOGETHER = 4;
/** An item that was taken in hand this long ago, in milliseconds, was left by a process that ended. */
const ABANDONED = 120_000;

type Performed = { state: "done" | "failed"; reason: string | null };
const DONE: Performed = { state: "done", reason: null };

/** What an action does to one instance. Each may be repeated safely. */
const PERFORM: Record<JobAction, (context: Context, id: string) => Promise<Performed>> = {
  "make-read-only": (context, id) => make(context, id, true),
  "make-writable": (context, id) => make(context, id, false),
  async refresh(context, id) {
    await refreshState(context, await findInstance(context.db, id));
    return DONE;
  },
  delete: remove,
  async offboard(context, id) {
    await deauthorizeInstance(context, { id });
    return remove(context, id);
  },
};

async function remove(context: Context, id: string): Promise<Performed> {
  const { knownUpstream } = await deleteInstance(context, { id });
  return knownUpstream ? DONE : { state: "done", reason: NOT_KNOWN };
}

/** @throws PatchbayError where the upstream answered, and left it as it was */
async function make(context: Context, id: string, isReadOnly: boolean): Promise<Performed> {
  const { instance } = await updateInstance(context, { id, isReadOnly });
  if (instance.isReadOnly === isReadOnly) return DONE;
  throw new PatchbayError("upstream-rejected", "The upstream left it as it was.");
}

/** Does some of a job's work for a member who watches it, and answers how far it has come. */
export const workOnJob = verb("job.work", async (context, { id }: { id: string }): Promise<{ job: Job }> => {
  await goOnWithJob(context, id);
  return readJob(context, { id });
});

/**
 * Does some of a job's work, in the name of whoever began it; called again until it is finished, by the page that shows
 * it or by the sweep. Several callers at once take different items.
 */
export async function goOnWithJob(context: Context<Caller>, id: string): Promise<void> {
  const until = Date.now() + BUDGET;
  while (Date.now() < until) {
    const work = await takeUp(context, id);
    if (!work) return;
    const taken = await take(context, id);
    if (taken.length === 0) break;
    await Promise.all(taken.map((instanceId) => perform(work.asCreator, id, work.action, instanceId)));
  }
  await finish(context, id);
}

async function take({ db }: Context<Caller>, jobId: string): Promise<string[]> {
  const free = or(
    eq(jobItem.state, "pending"),
    and(eq(jobItem.state, "working"), lt(jobItem.claimedAt, new Date(Date.now() - ABANDONED))),
  );
  const next = db
    .select({ instanceId: jobItem.instanceId })
    .from(jobItem)
    .where(and(eq(jobItem.jobId, jobId), free))
    .limit(TOGETHER)
    .for("update", { skipLocked: true });
  const taken = await db
    .update(jobItem)
    .set({ state: "working", claimedAt: new Date() })
    .where(and(eq(jobItem.jobId, jobId), inArray(jobItem.instanceId, next)))
    .returning({ instanceId: jobItem.instanceId });
  return taken.map(({ instanceId }) => instanceId);
}

async function perform(
  context: Context,
  jobId: string,
  action: JobAction,
  instanceId: string,
): Promise<void> {
  const outcome = await PERFORM[action](context, instanceId).catch((error) =>
    explain(context, action, error),
  );
  await context.db
    .update(jobItem)
    .set({ ...outcome, doneAt: new Date() })
    .where(and(eq(jobItem.jobId, jobId), eq(jobItem.instanceId, instanceId)));
}

function explain({ log }: Context, action: JobAction, error: unknown): Performed {
  const gone = error instanceof PatchbayError && error.code === "not-found";
  // What somebody else deleted meanwhile is what these two wanted.
  if (gone && (action === "delete" || action === "offboard")) return DONE;
  if (!(error instanceof PatchbayError)) log.error({ err: error }, "an item of a job failed unexpectedly");
  const reason =
    error instanceof PatchbayError ? error.message : "Something went wrong here. The log says more.";
  return { state: "failed", reason };
}

async function finish({ db }: Context<Caller>, id: string): Promise<void> {
  const open = sql`exists (select 1 from ${jobItem} where ${jobItem.jobId} = ${id} and ${jobItem.state} in ('pending', 'working'))`;
  await db
    .update(job)
    .set({ state: "finished", finishedAt: new Date() })
    .where(and(eq(job.id, id), eq(job.state, "running"), sql`not ${open}`));
}
