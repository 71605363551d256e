import type { RemovedCombinedUrl } from "@/lib/contracts/combined-url";
import { auditDoubt } from "../../audit/record";
import { verb } from "../../verb";
import { endCombinedUrl } from "./end";
import { findCombinedUrl } from "./find";
import { detailsOf } from "./serialize";

/** Ends a combined URL: nothing stands behind it any more. The instances, their own URLs and accounts stay. */
export const removeCombinedUrl = verb(
  "combined-url.remove",
  async (context, { id }: { id: string }): Promise<RemovedCombinedUrl> => {
    const row = await findCombinedUrl(context.db, id);
    const event = { action: "combined-url.remove", subject: row.userId, details: detailsOf(row) } as const;
    const { knownUpstream } = await endCombinedUrl(context, row).catch(auditDoubt(context, event));
    return { removed: true, knownUpstream };
  },
);
