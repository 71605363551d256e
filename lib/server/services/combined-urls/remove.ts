import { eq } from "drizzle-orm";
import type { RemovedCombinedUrl } from "@/lib/contracts/combined-url";
import { auditDoubt, recordAudit } from "../../audit/record";
import { combinedUrl } from "../../db/schema/combined-url";
import { verb } from "../../verb";
import { findCombinedUrl } from "./find";
import { detailsOf } from "./serialize";

/** Ends a combined URL: nothing stands behind it any more. The instances, their own URLs and accounts stay. */
export const removeCombinedUrl = verb(
  "combined-url.remove",
  async (context, { id }: { id: string }): Promise<RemovedCombinedUrl> => {
    const { db, upstreams } = context;
    const row = await findCombinedUrl(db, id);
    const event = { action: "combined-url.remove", subject: row.userId, details: detailsOf(row) } as const;
    const outcome = await upstreams.of(row).dissolve(row.upstreamStrataId).catch(auditDoubt(context, event));
    const knownUpstream = outcome === "removed";
    await db.transaction(async (tx) => {
      await tx.delete(combinedUrl).where(eq(combinedUrl.id, id));
      await recordAudit(tx, context, { ...event, details: { ...event.details, knownUpstream } });
    });
    return { removed: true, knownUpstream };
  },
);
