import type { OpenedLink } from "@/lib/contracts/link";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import type { PublicContext } from "../../context";
import { connectLinkVisit } from "../../db/schema/link";
import { findOpenLink } from "./find";
import { openLink } from "./open";
import { visitorHolder } from "./visitor";

/**
 * Somebody says that they are the person of the link. From then on this browser, and no other on its behalf, may connect
 * its accounts. `visitor` is for the browser's cookie.
 */
export async function confirmPerson(
  context: PublicContext,
  { token }: { token: string },
): Promise<OpenedLink & { visitor: string }> {
  const { link } = await findOpenLink(context, token);
  const visitor = context.visitor ?? randomToken();
  await context.db.transaction(async (tx) => {
    const [visit] = await tx
      .insert(connectLinkVisit)
      .values({ linkId: link.id, visitorHash: hashToken(visitor) })
      .onConflictDoNothing()
      .returning();
    if (!visit) return;
    await recordAudit(tx, {
      actor: visitorHolder(visitor),
      request: context.request,
      action: "link.confirm",
      subject: { type: "link", id: link.id },
      outcome: "succeeded",
      details: { person: link.person },
    });
  });
  return { ...(await openLink({ ...context, visitor }, { token })), visitor };
}
