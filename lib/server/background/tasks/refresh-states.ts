import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { Context, System } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { settleAttempts } from "../../services/connect/settle";
import { refreshState } from "../../services/instances/observe";
import { settleAccess } from "../../services/instances/settle-access";
import { isSilent } from "../../upstream/silence";
import type { Task } from "../task";

const MINUTE = 60 * 1000;
/** How old a state may grow, in milliseconds, before it is asked for anew: what somebody waits for ages sooner. */
const STALE = { waiting: 15 * MINUTE, others: 6 * 60 * MINUTE };
/** So many are read of the record at a time. */
const BATCH = 25;

export type Refreshed = { refreshed: number; failed: number };

/**
 * Ends what was left half-done, and asks anew for the states that have grown old: at two calls a second fifty a minute,
 * which leaves room for people.
 */
export const refreshStatesTask: Task = {
  keys: sql`select ''`,
  time: 25_000,
  every: MINUTE,
  async run(context, { goesOn }) {
    await settleAttempts(context, goesOn);
    await settleAccess(context, goesOn);
    const refreshed = await refreshStates(context, goesOn);
    if (refreshed.refreshed + refreshed.failed > 0) context.log.info(refreshed, "states refreshed");
    return true;
  },
};

/**
 * Asks anew for what has grown old, the oldest first. Where an instance brings no answer, it is asked for again when the
 * others have had their turn.
 */
export async function refreshStates(context: Context<System>, goesOn: () => boolean): Promise<Refreshed> {
  const begun = new Date();
  const asked = new Set(context.upstreams.summaries().map(({ id }) => id));
  const counts = { refreshed: 0, failed: 0 };
  for (;;) {
    const stale = await nextStale(context, [...asked], begun);
    if (stale.length === 0) return counts;
    for (const row of stale) {
      if (!goesOn()) return counts;
      if (!asked.has(row.upstream)) continue;
      const outcome = await refreshOne(context, row.id, begun);
      if (outcome === "refreshed") counts.refreshed += 1;
      else if (outcome !== "taken") counts.failed += 1;
      // An upstream that is down or busy is not asked for all the others too.
      if (outcome === "silent") asked.delete(row.upstream);
    }
  }
}

/** The next that this sweep has not had. */
function nextStale({ db }: Context<System>, upstreams: UpstreamId[], begun: Date) {
  return db
    .select({ id: instance.id, upstream: instance.upstream })
    .from(instance)
    .where(and(inArray(instance.upstream, upstreams), notYet(begun), isStale(begun)))
    .orderBy(sql`${instance.sweptAt} asc nulls first`, sql`${instance.statusCheckedAt} asc nulls first`)
    .limit(BATCH);
}

const notYet = (begun: Date) => or(isNull(instance.sweptAt), lt(instance.sweptAt, begun));

/**
 * The row is read anew with its turn: the ones before it may have taken a while. It is taken by the same statement, so
 * that two processes that sweep at once never ask for one both.
 */
async function refreshOne(
  context: Context<System>,
  id: string,
  begun: Date,
): Promise<"refreshed" | "failed" | "silent" | "taken"> {
  const { db } = context;
  const [row] = await db
    .update(instance)
    .set({ sweptAt: new Date() })
    .where(and(eq(instance.id, id), notYet(begun), isStale(begun)))
    .returning();
  if (!row) return "taken";
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
