import { and, asc, eq, inArray, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { PublicContext } from "../../context";
import { instance } from "../../db/schema/instance";
import { job } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { refreshState } from "../connect/look";
import { goOnWithJob } from "../jobs/work";

const MINUTE = 60 * 1000;
/** How old a state may grow, in milliseconds, before it is asked for anew: what somebody waits for ages sooner. */
const STALE = { waiting: 15 * MINUTE, others: 6 * 60 * MINUTE };
/** So many in one sweep: at two calls a second that is a quarter of a minute, and leaves room for people. */
const MOST = 25;

export type Swept = { refreshed: number; failed: number; jobs: number };

/**
 * Asks anew for the states that have grown old, the oldest first, and goes on with jobs that nobody watches. Where an
 * instance brings no answer, it is asked for again when the others have had their turn. Called every minute on one
 * machine, and by a cron job where there is no process that stays.
 */
export async function sweep(context: PublicContext): Promise<Swept> {
  const jobs = await goOnWithJobs(context);
  const { refreshed, failed } = await refreshStale(context);
  return { refreshed, failed, jobs };
}

async function refreshStale(context: PublicContext): Promise<Pick<Swept, "refreshed" | "failed">> {
  const { db } = context;
  const configured = context.upstreams.summaries().map(({ id }) => id);
  const stale = await db
    .select()
    .from(instance)
    .where(and(inArray(instance.upstream, configured), isStale(new Date())))
    .orderBy(sql`${instance.sweptAt} asc nulls first`, sql`${instance.statusCheckedAt} asc nulls first`)
    .limit(MOST);
  const silent = new Set<UpstreamId>();
  const swept = { refreshed: 0, failed: 0 };
  for (const row of stale) {
    if (silent.has(row.upstream)) continue;
    // Read anew with its turn: the ones before it may have taken a while.
    const [latest] = await db
      .update(instance)
      .set({ sweptAt: new Date() })
      .where(eq(instance.id, row.id))
      .returning();
    if (!latest) continue;
    try {
      await refreshState(context, latest);
      swept.refreshed += 1;
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      swept.failed += 1;
      // An upstream that is down or busy is not asked for all the others too.
      if (error.code !== "upstream-invalid") silent.add(row.upstream);
    }
  }
  return swept;
}

/** Whether a state has grown old. */
export function isStale(now: Date): SQL | undefined {
  const olderThan = (age: number) => lt(instance.statusCheckedAt, new Date(now.getTime() - age));
  return and(
    ne(instance.status, "no-sign-in-needed"),
    or(
      isNull(instance.statusCheckedAt),
      and(eq(instance.status, "waiting"), olderThan(STALE.waiting)),
      olderThan(STALE.others),
    ),
  );
}

async function goOnWithJobs(context: PublicContext): Promise<number> {
  const running = await context.db
    .select({ id: job.id })
    .from(job)
    .where(eq(job.state, "running"))
    .orderBy(asc(job.createdAt));
  for (const { id } of running) await goOnWithJob(context, id);
  return running.length;
}
