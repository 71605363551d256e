import { and, eq, isNull, sql } from "drizzle-orm";
import type { WebhookEvent } from "@/lib/contracts/event";
import { noticeLine } from "@/lib/words/notices";
import type { Context } from "../../context";
import type { Database } from "../../db/client";
import { user } from "../../db/schema/auth";
import { memberNotices, notice } from "../../db/schema/notice";
import { readEvents } from "../webhooks/serialize";
import { channelsOf } from "./send";

/** For so many seconds, what happens is collected, and told at once. */
export const COLLECTED = 60;

type Told = { id: string; event: WebhookEvent };

/** Puts events on their way to the members who want to know, within the transaction that takes them from the outbox. */
export async function enqueueNotices(
  tx: Pick<Database, "select" | "insert">,
  context: Pick<Context, "cipher" | "outbound" | "mailer" | "log">,
  events: readonly Told[],
): Promise<void> {
  const members = await tx
    .select({ row: memberNotices })
    .from(memberNotices)
    .innerJoin(user, and(eq(user.id, memberNotices.memberId), isNull(user.disabledAt)));
  const rows = members.flatMap(({ row }) => {
    const wanted: readonly string[] = readEvents(row.events);
    const chosen = events.filter(({ event }) => wanted.includes(event.type));
    return channelsOf(context, row).flatMap((channel) =>
      chosen.map(({ id, event: { type, data } }) => ({
        memberId: row.memberId,
        channel,
        messageId: id,
        line: noticeLine(type, data),
        page: data.page ?? null,
        nextAt: sql`now() + make_interval(secs => ${COLLECTED}::double precision)`,
      })),
    );
  });
  if (rows.length > 0) await tx.insert(notice).values(rows).onConflictDoNothing();
}
