import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Context, System } from "../../context";
import { user } from "../../db/schema/auth";
import { memberNotices, notice } from "../../db/schema/notice";
import { channelsOf, sendNotice } from "./send";

/** Seconds until the next try, after each that failed. */
export const SCHEDULE = [60, 600, 3_600, 6 * 3_600, 24 * 3_600];
/** So many events go together. */
const TOGETHER = 200;

/** Tells members of what waits for them: all of it at once, by each way. Answers whether nothing is left for now. */
export async function deliverNotices(context: Context<System>, goesOn: () => boolean): Promise<boolean> {
  const { db } = context;
  while (goesOn()) {
    const [due] = await db
      .select()
      .from(notice)
      .where(and(eq(notice.state, "pending"), lte(notice.nextAt, sql`now()`)))
      .orderBy(asc(notice.nextAt))
      .limit(1);
    if (!due) return true;
    await tell(context, due);
  }
  return false;
}

async function tell(
  context: Context<System>,
  { memberId, channel, failures }: typeof notice.$inferSelect,
): Promise<void> {
  const { db } = context;
  const waiting = await db
    .select()
    .from(notice)
    .where(and(eq(notice.memberId, memberId), eq(notice.channel, channel), eq(notice.state, "pending")))
    .orderBy(asc(notice.createdAt))
    .limit(TOGETHER);
  const all = inArray(
    notice.id,
    waiting.map(({ id }) => id),
  );
  const [member] = await db
    .select({ row: memberNotices, email: user.email })
    .from(memberNotices)
    .innerJoin(user, and(eq(user.id, memberNotices.memberId), isNull(user.disabledAt)))
    .where(eq(memberNotices.memberId, memberId));
  // Whoever wants it no more is not told.
  if (!member || !channelsOf(context, member.row).includes(channel)) {
    await db.delete(notice).where(all);
    return;
  }
  const went = await sendNotice(context, { channel, ...member }, waiting);
  const triedAt = new Date();
  if (went.sent) {
    await db.update(notice).set({ state: "sent", reason: null, triedAt }).where(all);
    return;
  }
  const wait = SCHEDULE[failures];
  await db
    .update(notice)
    .set({
      reason: went.reason,
      triedAt,
      failures: failures + 1,
      ...(wait === undefined
        ? { state: "failed" as const }
        : { nextAt: sql`now() + make_interval(secs => ${wait}::double precision)` }),
    })
    .where(all);
}
