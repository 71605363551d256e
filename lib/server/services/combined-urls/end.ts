import { and, eq, not, sql } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import type { Caller, Context } from "../../context";
import type { Database } from "../../db/client";
import { combinedUrl } from "../../db/schema/combined-url";
import { instance } from "../../db/schema/instance";
import { type CombinedUrlRow, detailsOf } from "./serialize";

type OfUser = Pick<typeof instance.$inferSelect, "upstream" | "userId">;

/** Takes every server out of a combined URL at its upstream, and then it out of the record. @throws PatchbayError */
export async function endCombinedUrl(
  context: Context<Caller>,
  row: CombinedUrlRow,
): Promise<{ knownUpstream: boolean }> {
  const { db, upstreams } = context;
  const outcome = await upstreams.of(row).dissolve(row.upstreamStrataId);
  const knownUpstream = outcome === "removed";
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(combinedUrl).where(eq(combinedUrl.id, row.id)).returning();
    if (!gone) return;
    const details = { ...detailsOf(row), knownUpstream };
    await recordAudit(tx, context, { action: "combined-url.remove", subject: row.userId, details });
  });
  return { knownUpstream };
}

/**
 * Ends the combined URLs behind which no instance stands any more, of one user or of all. Asked once what was deleted is
 * gone from the record, so that of two who delete at the same time the last one sees it. What an upstream does not let go
 * of stays in the record, and is tried again in the background.
 */
export async function endEmptyCombinedUrls(
  context: Context<Caller>,
  ofUser?: OfUser,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for (const row of await emptyCombinedUrls(context.db, ofUser)) {
    if (!goesOn()) return;
    await endCombinedUrl(context, row).catch((error: unknown) => {
      context.log.warn({ err: error, combinedUrl: row.id }, "an empty combined URL could not be ended yet");
    });
  }
}

function emptyCombinedUrls(db: Pick<Database, "select">, ofUser?: OfUser): Promise<CombinedUrlRow[]> {
  const member = sql`exists (select 1 from ${instance}
    where ${instance.upstream} = ${combinedUrl.upstream} and ${instance.userId} = ${combinedUrl.userId}
      and ${instance.platformName} = '' and ${combinedUrl.serverNames} ? ${instance.serverName})`;
  const theirs =
    ofUser && and(eq(combinedUrl.upstream, ofUser.upstream), eq(combinedUrl.userId, ofUser.userId));
  return db
    .select()
    .from(combinedUrl)
    .where(and(theirs, not(member)));
}
