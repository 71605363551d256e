import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { connectLink } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { endAttemptsOf } from "../connect/cancel";
import { withItems } from "./list";

/** Ends a link at once, with all that is under way by it. What was connected by it stays connected. Repeating it changes nothing. */
export const revokeLink = verb("link.revoke", async (context, { id }: { id: string }) => {
  const { db } = context;
  const row = await db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(connectLink)
      .set({ revokedAt: new Date() })
      .where(and(eq(connectLink.id, id), isNull(connectLink.revokedAt)))
      .returning();
    if (revoked) {
      await endAttemptsOf(tx, id, "The link by which this began was revoked.");
      await recordAudit(tx, context, { action: "link.revoke", subject: id });
      return revoked;
    }
    const [known] = await tx.select().from(connectLink).where(eq(connectLink.id, id));
    if (!known) throw new PatchbayError("not-found", "There is no such link.");
    return known;
  });
  const [link] = await withItems({ db }, [row]);
  if (!link) throw new PatchbayError("not-found", "There is no such link.");
  return { link };
});
