import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import { visitorOf } from "../../context";
import { connectLink, connectLinkVisit } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { findOpenLink } from "./find";
import { showLink } from "./open";

/** One person does not have more; and each leaves a row. */
export const MOST_BROWSERS = 20;

/**
 * Somebody says that they are the person of the link. From then on this browser, and no other on its behalf, may connect
 * its accounts. `visitor` is for the browser's cookie.
 */
export const confirmPerson = verb("link.confirm", ["visitor"], async (context, input: { token: string }) => {
  const { token } = input;
  const found = await findOpenLink(context, token, "link-confirm");
  const { link } = found;
  const visitor = context.caller.secret ?? randomToken();
  const caller = visitorOf(visitor);
  await context.db.transaction(async (tx) => {
    // They take turns, or two at once would both find room for one.
    await tx
      .select({ id: connectLink.id })
      .from(connectLink)
      .where(eq(connectLink.id, link.id))
      .for("update");
    const browsers = await tx.$count(connectLinkVisit, eq(connectLinkVisit.linkId, link.id));
    if (!found.confirmed && browsers >= MOST_BROWSERS) throw tooManyBrowsers();
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

function tooManyBrowsers(): PatchbayError {
  return new PatchbayError(
    "conflict",
    `This link was taken up in ${MOST_BROWSERS} browsers already, and works in no more. Ask whoever sent it to you for a new one.`,
  );
}
