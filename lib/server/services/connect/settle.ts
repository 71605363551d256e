import { and, asc, eq, gt, inArray, lt, or } from "drizzle-orm";
import { LIVE_STATES } from "@/lib/contracts/terms/connect";
import type { Context, System } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { instance } from "../../db/schema/instance";
import { refreshConnection } from "./refresh";

/** So long after the return nobody waits for its answer any more, in milliseconds: whoever did has asked often. */
const WATCHED = 30_000;
/** What began before is over for everybody, and whoever looks is told so. In milliseconds. */
const OLDEST = 24 * 60 * 60 * 1000;
const AT_MOST = 100;

/**
 * Ends the attempts that nobody watches any more: the window was left, or the process that took the return was killed. What
 * came of them is asked of the upstream, and recorded as if somebody had looked.
 */
export async function settleAttempts(context: Context<System>, goesOn: () => boolean): Promise<number> {
  const now = Date.now();
  const left = await context.db
    .select({ row: instance, attempt: connectAttempt })
    .from(connectAttempt)
    .innerJoin(instance, eq(instance.id, connectAttempt.instanceId))
    .where(
      and(
        inArray(connectAttempt.state, LIVE_STATES),
        gt(connectAttempt.createdAt, new Date(now - OLDEST)),
        or(
          lt(connectAttempt.expiresAt, new Date(now)),
          lt(connectAttempt.returnedAt, new Date(now - WATCHED)),
        ),
      ),
    )
    .orderBy(asc(connectAttempt.createdAt))
    .limit(AT_MOST);
  let settled = 0;
  for (const { row, attempt } of left) {
    if (!goesOn()) break;
    await refreshConnection(context, row, { latest: { attempt }, anew: true });
    settled += 1;
  }
  return settled;
}
