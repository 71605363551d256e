import { eq } from "drizzle-orm";
import { type CreateLinkAnswer, isLinkOpen } from "@/lib/contracts/link";
import { type AuditEntry, recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import { connectLink } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import type { LinkRow } from "./find";
import { withItems } from "./list";
import { mailLinks } from "./mail";

/**
 * Reminds the people of open links. A link's address is known to nobody but them, so each gets a new one, and the one
 * before works no more; what was connected by it, and where it was opened, stays. All get one, or none; it is mailed
 * where that is possible, and told for sending by hand where not.
 * @throws PatchbayError `not-found`, or `conflict` where one is not open any more
 */
export const remindLinks = verb("link.remind", async (context, { ids }: { ids: readonly string[] }) => {
  const made = await context.db.transaction(async (tx) => {
    const renewed: { row: LinkRow; url: string }[] = [];
    for (const id of new Set(ids)) {
      const token = randomToken();
      const [row] = await tx
        .update(connectLink)
        .set({ tokenHash: hashToken(token) })
        .where(eq(connectLink.id, id))
        .returning();
      if (!row) throw new PatchbayError("not-found", "There is no such link.");
      renewed.push({ row, url: `${context.appUrl}/c/${token}` });
    }
    const links = await withItems(
      { db: tx },
      renewed.map(({ row }) => row),
    );
    const over = links.find((link) => !isLinkOpen(link));
    if (over) throw new PatchbayError("conflict", `The link for ${over.person} is not open any more.`);
    const entries = links.map(({ id }): AuditEntry => ({ action: "link.remind", subject: id }));
    await recordAudit(tx, context, ...entries);
    return links.map((link, index): CreateLinkAnswer => ({ link, url: renewed[index]?.url ?? "" }));
  });
  return { links: context.mailer ? await mailLinks(context, made, { reminds: true }) : made };
});
