import { and, asc, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { Caller, Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { job } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { isSilent } from "../../upstream/silence";
import { goOnWithJob } from "../jobs/work";
import { refreshState } from "./observe";

const MINUTE = 60 * 1000;
/** How old a state may grow, in milliseconds, before it is asked for anew: what somebody waits for ages sooner. */
const STALE = { waiting: 15 * MINUTE, others: 6 * 60 * MINUTE };
/** One sweep begins nothing after so long, in milliseconds: at two calls a second that is fifty, and leaves room for people. */
const BUDGET = 25_000;
/** So many are read of the record at a time. */
const BATCH = 25;

export type Swept = { refreshed: number; failed: number; jobs: number };

/**
 * Asks anew for the states that have grown old, the oldest first, and goes on with jobs that nobody watches. Where an
 * instance brings no answer, it is asked for again when the others have had their turn. Called every minute on one
 * machine, and by a cron job where there is no process that stays.
 * @param budget how long it may take up new ones, in milliseconds
 */
export async function sweep(context: Context<Caller>, budget = BUDGET): Promise<Swept> {
  const jobs = await goOnWithJobs(context);
  const { refreshed, failed } = await refreshStale(context, Date.now() + budget);
  return { refreshed, failed, jobs };
}

async function refreshStale(
  context: Context<Caller>,
  until: number,
): Promise<Pick<Swept, "refreshed" | "failed">> {
  const begun = new Date();
  const asked = new Set(context.upstreams.summaries().map(({ id }) => id));
  const swept = { refreshed: 0, failed: 0 };
  for (;;) {
    const stale = await nextStale(context, [...asked], begun);
    if (stale.length === 0) return swept;
    for (const row of stale) {
      if (Date.now() >= until) return swept;
      if (!asked.has(row.upstream)) continue;
      const outcome = await refreshOne(context, row.id);
      if (outcome === "refreshed") swept.refreshed += 1;
      else if (outcome !== "gone") swept.failed += 1;
      // An upstream that is down or busy is not asked for all the others too.
      if (outcome === "silent") asked.delete(row.upstream);
    }
  }
}

/** The next that this sweep has not had. */
function nextStale({ db }: Context<Caller>, upstreams: UpstreamId[], begun: Date) {
  const notYet = or(isNull(instance.sweptAt), lt(instance.sweptAt, begun));
  return db
    .select({ id: instance.id, upstream: instance.upstream })
    .from(instance)
    .where(and(inArray(instance.upstream, upstreams), notYet, isStale(begun)))
    .orderBy(sql`${instance.sweptAt} asc nulls first`, sql`${instance.statusCheckedAt} asc nulls first`)
    .limit(BATCH);
}

/** The row is read anew with its turn: the ones before it may have taken a while. */
async function refreshOne(
  context: Context<Caller>,
  id: string,
): Promise<"refreshed" | "failed" | "silent" | "gone"> {
  const { db } = context;
  const [row] = await db.update(instance).set({ sweptAt: new Date() }).where(eq(instance.id, id)).returning();
  if (!row) return "gone";
  try {
    await refreshState(context, row);
    return "refreshed";
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    return isSilent(error) ? "silent" : "failed";
  }
}

/** Whether a state has grown old. */
export function isStale(now: Date): SQL | undefined {
  const olderThan = (age: number) => lt(instance.statusCheckedAt, new Date(now.getTime() - age));
  return or(
    isNull(instance.statusCheckedAt),
    and(eq(instance.status, "waiting"), olderThan(STALE.waiting)),
    olderThan(STALE.others),
  );
}

async function goOnWithJobs(context: Context<Caller>): Promise<number> {
  const running = await context.db
    .select({ id: job.id })
    .from(job)
    .where(eq(job.state, "running"))
    .orderBy(asc(job.createdAt));
  for (const { id } of running) await goOnWithJob(context, id);
  return running.length;
}
