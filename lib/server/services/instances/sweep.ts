import { and, asc, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import { roleSchema } from "@/lib/contracts/member";
import type { Context, PublicContext } from "../../context";
import { user } from "../../db/schema/auth";
import { instance } from "../../db/schema/instance";
import { job } from "../../db/schema/job";
import { PatchbayError } from "../../errors";
import { refreshState } from "../connect/look";
import { workOnJob } from "../jobs/work";

const MINUTE = 60 * 1000;
/** How old a state may grow, in milliseconds, before it is asked for anew: what somebody waits for ages sooner. */
const STALE = { waiting: 15 * MINUTE, others: 6 * 60 * MINUTE };
/** So many in one sweep: at two calls a second that is a quarter of a minute, and leaves room for people. */
const MOST = 25;

export type Swept = { refreshed: number; failed: number; jobs: number };

/**
 * Asks anew for the states that have grown old, the oldest first, and goes on with jobs that nobody watches. Called every
 * minute on one machine, and by a cron job where there is no process that stays.
 */
export async function sweep(context: PublicContext): Promise<Swept> {
  const jobs = await goOnWithJobs(context);
  const { refreshed, failed } = await refreshStale(context);
  return { refreshed, failed, jobs };
}

async function refreshStale(context: PublicContext): Promise<Pick<Swept, "refreshed" | "failed">> {
  const before = (age: number) => new Date(Date.now() - age);
  const { db } = context;
  const configured = context.upstreams.summaries().map(({ id }) => id);
  const stale = await db
    .select()
    .from(instance)
    .where(
      and(
        inArray(instance.upstream, configured),
        ne(instance.status, "no-sign-in-needed"),
        or(
          isNull(instance.statusCheckedAt),
          and(eq(instance.status, "waiting"), lt(instance.statusCheckedAt, before(STALE.waiting))),
          lt(instance.statusCheckedAt, before(STALE.others)),
        ),
      ),
    )
    .orderBy(sql`${instance.statusCheckedAt} asc nulls first`, asc(instance.id))
    .limit(MOST);
  let failed = 0;
  for (const row of stale) {
    try {
      await refreshState(context, row);
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      failed += 1;
      // An upstream that is down or busy is not asked for all the others too.
      if (error.code !== "upstream-invalid") break;
    }
  }
  return { refreshed: stale.length - failed, failed };
}

async function goOnWithJobs(context: PublicContext): Promise<number> {
  const running = await context.db
    .select({ id: job.id, createdBy: job.createdBy })
    .from(job)
    .where(eq(job.state, "running"))
    .orderBy(asc(job.createdAt));
  for (const { id, createdBy } of running) {
    const asCreator = await contextOf(context, createdBy);
    if (asCreator) await workOnJob(asCreator, { id });
    else await context.db.update(job).set({ state: "stopped", finishedAt: new Date() }).where(eq(job.id, id));
  }
  return running.length;
}

/** A job is done in the name of whoever began it, as long as they may: undefined where they may not any more. */
async function contextOf(context: PublicContext, memberId: string): Promise<Context | undefined> {
  const [member] = await context.db.select().from(user).where(eq(user.id, memberId));
  if (!member || member.role === "viewer") return undefined;
  const { id, name, email, role } = member;
  return { ...context, actor: { id, name, email, role: roleSchema.parse(role) } };
}
