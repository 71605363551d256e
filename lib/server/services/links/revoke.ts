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
  const rows = await context.db.transaction((tx) => revoke(tx, context, [id]));
  const [link] = await withItems(context, rows);
  if (!link) throw new PatchbayError("not-found", "There is no such link.");
  return { link };
});

/** The same for several: all of them, or none. @throws PatchbayError `not-found` */
export const revokeLinks = verb("link.revoke", async (context, { ids }: { ids: readonly string[] }) => {
  const rows = await context.db.transaction((tx) => revoke(tx, context, ids));
  return { links: await withItems(context, rows) };
});

/** What is recorded comes last, and of those alone that were still open. */
async function revoke(
  tx: Pick<Database, "execute" | "select" | "update">,
  context: Context,
  ids: readonly string[],
): Promise<LinkRow[]> {
  const rows: LinkRow[] = [];
  const revoked: string[] = [];
  for (const id of new Set(ids)) {
    const [open] = await tx
      .update(connectLink)
      .set({ revokedAt: new Date() })
      .where(and(eq(connectLink.id, id), isNull(connectLink.revokedAt)))
      .returning();
    const [row] = open ? [open] : await tx.select().from(connectLink).where(eq(connectLink.id, id));
    if (!row) throw new PatchbayError("not-found", "There is no such link.");
    if (open) {
      await endAttemptsOf(tx, id, "The link by which this began was revoked.");
      revoked.push(id);
    }
    rows.push(row);
  }
  await recordAudit(tx, context, ...revoked.map((id) => ({ action: "link.revoke", subject: id }) as const));
  return rows;
}
