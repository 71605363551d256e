import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import type { Database } from "../../db/client";
import { connectLink } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { endAttemptsOf } from "../connect/cancel";
import type { LinkRow } from "./find";
import { withItems } from "./list";

/** Ends a link at once, with all that is under way by it. What was connected by it stays connected. Repeating it changes nothing. */
export const revokeLink = verb("link.revoke", async (context, { id }: { id: string }) => {
  const row = await context.db.transaction((tx) => revoke(tx, context, id));
  const [link] = await withItems(context, [row]);
  if (!link) throw new PatchbayError("not-found", "There is no such link.");
  return { link };
});

/** The same for several: all of them, or none. @throws PatchbayError `not-found` */
export const revokeLinks = verb("link.revoke", async (context, { ids }: { ids: readonly string[] }) => {
  const rows = await context.db.transaction(async (tx) => {
    const revoked: LinkRow[] = [];
    for (const id of new Set(ids)) revoked.push(await revoke(tx, context, id));
    return revoked;
  });
  return { links: await withItems(context, rows) };
});

async function revoke(
  tx: Pick<Database, "insert" | "select" | "update">,
  context: Context,
  id: string,
): Promise<LinkRow> {
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
}
