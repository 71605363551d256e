import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { MAILS_AT_ONCE } from "@/lib/contracts/link";
import { type AuditEntry, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { PatchbayError } from "../../errors";
import { linkMail } from "../../mail/link-mail";
import { readOrganisation } from "../organisation/read";

type Mailed = NonNullable<CreateLinkAnswer["mailed"]>;

/**
 * Whether so many can be mailed: asked before the links are made, since a mail cannot be taken back.
 * @throws PatchbayError `invalid`
 */
export function checkMail({ mailer }: Pick<Context, "mailer">, count: number): void {
  if (!mailer) {
    throw new PatchbayError("invalid", "No mail server is set up, so links are sent by hand.", {
      fields: { mail: ["No mail server is set up."] },
    });
  }
  if (count <= MAILS_AT_ONCE) return;
  throw new PatchbayError("invalid", `At most ${MAILS_AT_ONCE} mails are sent at once. Choose fewer.`, {
    fields: { mail: [`At most ${MAILS_AT_ONCE} mails are sent at once.`] },
  });
}

/** Mails links that are stored, each to its person, and audits how each went. A mail that was not taken undoes nothing. */
export async function mailLinks(
  context: Context,
  made: readonly CreateLinkAnswer[],
  { reminds }: { reminds: boolean },
): Promise<CreateLinkAnswer[]> {
  const { name: organisation } = await readOrganisation(context);
  const mailed = await Promise.all(made.map((each) => mailLink(context, each, { organisation, reminds })));
  const entries = made.flatMap(({ link }, index): AuditEntry[] => {
    const { to = null, sent = false, reason = null } = mailed[index] ?? {};
    if (to === null) return [];
    const outcome = sent ? "succeeded" : "failed";
    return [{ action: "link.mail", subject: link.id, outcome, details: { to, ...(reason && { reason }) } }];
  });
  if (entries.length > 0) await recordAudit(context.db, context, ...entries);
  return made.map((each, index) => ({ ...each, mailed: mailed[index] }));
}

async function mailLink(
  { mailer }: Context,
  made: CreateLinkAnswer,
  as: { organisation: string; reminds: boolean },
): Promise<Mailed> {
  const mail = linkMail(made, as);
  if (!mail || !mailer) return { to: null, sent: false, reason: "No mail address is known." };
  const mailed = await mailer.send(mail);
  return { to: mail.to, sent: mailed.sent, reason: mailed.sent ? null : mailed.reason };
}
