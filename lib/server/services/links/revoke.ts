import { and, eq, isNull } from "drizzle-orm";
import type { Link } from "@/lib/contracts/link";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { connectLink } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { withItems } from "./list";

/** Ends a link at once. What was connected by it stays connected. Repeating it changes nothing. */
export async function revokeLink(
  { db, actor, request }: Context,
  { id }: { id: string },
): Promise<{ link: Link }> {
  authorize(actor, "operator");
  const row = await db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(connectLink)
      .set({ revokedAt: new Date() })
      .where(and(eq(connectLink.id, id), isNull(connectLink.revokedAt)))
      .returning();
    if (revoked) {
      await recordAudit(tx, {
        actor,
        request,
        action: "link.revoke",
        subject: { type: "link", id },
        outcome: "succeeded",
      });
      return revoked;
    }
    const [known] = await tx.select().from(connectLink).where(eq(connectLink.id, id));
    if (!known) throw new PatchbayError("not-found", "There is no such link.");
    return known;
  });
  const [link] = await withItems({ db }, [row]);
  if (!link) throw new PatchbayError("not-found", "There is no such link.");
  return { link };
}
