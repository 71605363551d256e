import { and, eq, notExists } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import type { Context, System } from "../../context";
import { job, jobItem } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import type { KeepCredential, Perform } from "./actions/action";
import { WORK } from "./actions/actions";
import { performAtOnce } from "./at-once";
import { claimJob } from "./claim";
import {
  type ClaimedItem,
  claimItems,
  type JobTurn,
  keepCredential,
  recordItem,
  reopenItems,
  returnItems,
} from "./items";

/** So many items are in hand at once. The upstream's rate is kept by its adapter, whoever asks. */
const TOGETHER = 4;
/** Items are taken from the record about so many milliseconds' work at a time, however fast the upstream is. */
const ONE_BY_ONE = { time: 500, most: 128 };
/** What is done in one step holds up everybody else at an embedded database, so that it is to be short there. */
const AT_ONCE = { embedded: { time: 200, most: 500 }, postgres: { time: 500, most: 500 } };

/**
 * Goes on with a job for as long as the turn lasts, in the name of whoever began it. Answers whether there is nothing
 * left to do: it is finished, or was stopped.
 */
export async function runJob(
  context: Context<System>,
  { goesOn, ...turn }: JobTurn & { goesOn(): boolean },
): Promise<boolean> {
  const { db } = context;
  await reopenItems(db, turn);
  let after = 0;
  let count = TOGETHER;
  while (goesOn()) {
    const claimed = await claimJob(context, turn.id);
    if (!claimed) return true;
    const work = WORK[claimed.action];
    const items = await claimItems(db, turn, { after, count });
    const last = items.at(-1);
    if (!last) return finishJob(context, turn.id);
    after = last.position;
    const began = performance.now();
    const left = await performAtOnce(claimed.asCreator, turn, work, items);
    const limits = left.length < items.length ? AT_ONCE[context.database.kind] : ONE_BY_ONE;
    const all = await performItems(claimed.asCreator, turn, { perform: work.perform, items: left, goesOn });
    if (!all) await returnItems(db, turn);
    count = nextBatch(count, performance.now() - began, limits);
  }
  return false;
}

/** Twice as many where that went quickly, half where it took long. */
function nextBatch(count: number, took: number, { time, most }: typeof ONE_BY_ONE): number {
  if (took < time / 2) return Math.min(count * 2, most);
  return Math.min(took > time * 2 ? Math.max(Math.ceil(count / 2), 1) : count, most);
}

type Batch = { perform: Perform; items: readonly ClaimedItem[]; goesOn(): boolean };

/** Performs items, a few at once, and answers whether it began all of them. A job that is stopped begins no more. */
async function performItems(
  context: Context,
  turn: JobTurn,
  { perform, items, goesOn }: Batch,
): Promise<boolean> {
  const waiting = [...items];
  let running = true;
  const worker = async () => {
    try {
      while (running && goesOn()) {
        const item = waiting.shift();
        if (!item) return;
        const keep: KeepCredential = (fate) => keepCredential(context.db, turn, item.position, fate);
        const outcome = await performItem(context, perform, { input: item.input, keep });
        if (!(await recordItem(context.db, turn, item.position, outcome))) running = false;
      }
    } catch (error) {
      running = false;
      throw error;
    }
  };
  // Each to its end before one's failure is thrown: nothing may be in hand any more when the lease is given back.
  const ended = await Promise.allSettled(Array.from({ length: TOGETHER }, worker));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return waiting.length === 0;
}

async function performItem(
  context: Context,
  perform: Perform,
  { input, keep }: { input: unknown; keep: KeepCredential },
) {
  try {
    const { outcome = null, reason = null, instanceId } = await perform(context, input, keep);
    return { state: "done", outcome, reason, ...(instanceId && { instanceId }) } as const;
  } catch (error) {
    if (error instanceof PatchbayError)
      return { state: "failed", outcome: null, reason: error.message } as const;
    context.log.error({ err: error }, "an item of a job failed unexpectedly");
    const reason = "Something went wrong here. The log says more.";
    return { state: "failed", outcome: null, reason } as const;
  }
}

/** Ends a job of which every item is over, and answers whether it was. */
async function finishJob(context: Context<System>, id: string): Promise<boolean> {
  const { db } = context;
  const ofJob = eq(jobItem.jobId, id);
  const open = (state: "pending" | "working") =>
    notExists(
      db
        .select({ position: jobItem.position })
        .from(jobItem)
        .where(and(ofJob, eq(jobItem.state, state))),
    );
  return db.transaction(async (tx) => {
    const [finished] = await tx
      .update(job)
      .set({ state: "finished", finishedAt: new Date() })
      .where(and(eq(job.id, id), eq(job.state, "running"), open("pending"), open("working")))
      .returning({ action: job.action, userId: job.userId, total: job.total });
    if (!finished) return false;
    const failed = await tx.$count(jobItem, and(ofJob, eq(jobItem.state, "failed")));
    const { action, userId, total } = finished;
    const details = { action, ...(userId !== null && { userId }), total, failed };
    await recordAudit(tx, context, { action: "job.finish", subject: id, details });
    return true;
  });
}
