import { and, eq, inArray, not, sql } from "drizzle-orm";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { recordAudit } from "../../audit/record";
import type { Caller, Context } from "../../context";
import type { Database } from "../../db/client";
import { combinedUrl } from "../../db/schema/combined-url";
import { instance } from "../../db/schema/instance";
import { type CombinedUrlRow, detailsOf } from "./serialize";

type OfUsers = { upstream: UpstreamId; userIds: readonly string[] };

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
 * Ends the combined URLs behind which no instance stands any more, of some users or of all. Asked once what was deleted is
 * gone from the record, so that of two who delete at the same time the last one sees it. What an upstream does not let go
 * of stays in the record, and is tried again in the background.
 */
export async function endEmptyCombinedUrls(
  context: Context<Caller>,
  ofUsers?: OfUsers,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for (const row of await emptyCombinedUrls(context.db, ofUsers)) {
    if (!goesOn()) return;
    await endCombinedUrl(context, row).catch((error: unknown) => {
      context.log.warn({ err: error, combinedUrl: row.id }, "an empty combined URL could not be ended yet");
    });
  }
}

function emptyCombinedUrls(db: Pick<Database, "select">, ofUsers?: OfUsers): Promise<CombinedUrlRow[]> {
  const member = sql`exists (select 1 from ${instance}
    where ${instance.upstream} = ${combinedUrl.upstream} and ${instance.userId} = ${combinedUrl.userId}
      and ${instance.platformName} = '' and ${combinedUrl.serverNames} ? ${instance.serverName})`;
  const theirs =
    ofUsers &&
    and(eq(combinedUrl.upstream, ofUsers.upstream), inArray(combinedUrl.userId, [...ofUsers.userIds]));
  return db
    .select()
    .from(combinedUrl)
    .where(and(theirs, not(member)));
}
