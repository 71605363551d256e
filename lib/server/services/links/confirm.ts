import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import { visitorOf } from "../../context";
import { connectLinkVisit } from "../../db/schema/link";
import { verb } from "../../verb";
import { findOpenLink } from "./find";
import { showLink } from "./open";

/**
 * Somebody says that they are the person of the link. From then on this browser, and no other on its behalf, may connect
 * its accounts. `visitor` is for the browser's cookie.
 */
export const confirmPerson = verb("link.confirm", ["visitor"], async (context, input: { token: string }) => {
  const { token } = input;
  const found = await findOpenLink(context, token);
  const { link } = found;
  const visitor = context.caller.secret ?? randomToken();
  const caller = visitorOf(visitor);
  await context.db.transaction(async (tx) => {
    const [visit] = await tx
      .insert(connectLinkVisit)
      .values({ linkId: link.id, visitorHash: hashToken(visitor) })
      .onConflictDoNothing()
      .returning();
    if (!visit) return;
    await recordAudit(
      tx,
      { ...context, caller },
      {
        action: "link.confirm",
        subject: link.id,
        details: { person: link.person },
      },
    );
  });
  const opened = await showLink({ ...context, caller }, { ...found, confirmed: true });
  return { ...opened, visitor };
});
