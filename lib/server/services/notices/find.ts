import { and, desc, eq } from "drizzle-orm";
import type { Notices } from "@/lib/contracts/notice";
import type { Context, Member } from "../../context";
import { memberNotices, notice } from "../../db/schema/notice";
import { readEvents } from "../webhooks/serialize";

export type NoticesRow = typeof memberNotices.$inferSelect;

/** Under which name the address of a member's incoming webhook is sealed. */
export const slackContext = (memberId: string) => `member_notices.slack_url:${memberId}`;

/** What a member chose; undefined where they chose nothing yet. */
export async function findNotices({ db, caller }: Context<Member>): Promise<NoticesRow | undefined> {
  const [row] = await db.select().from(memberNotices).where(eq(memberNotices.memberId, caller.id));
  return row;
}

/** The same as it is told, with what went wrong last. */
export async function describeNotices(
  { db, caller, mailer }: Context<Member>,
  row: NoticesRow | undefined,
): Promise<Notices> {
  const [latest] = await db
    .select()
    .from(notice)
    .where(and(eq(notice.memberId, caller.id)))
    .orderBy(desc(notice.createdAt))
    .limit(1);
  const failure =
    latest?.reason && latest.triedAt
      ? { channel: latest.channel, reason: latest.reason, at: latest.triedAt.toISOString() }
      : null;
  return {
    events: readEvents(row?.events),
    byMail: row?.byMail ?? false,
    mailOffered: mailer !== undefined,
    slackHost: row?.slackUrl ? (row.slackHost ?? "") : null,
    failure,
  };
}
