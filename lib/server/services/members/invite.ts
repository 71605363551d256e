import { and, eq, isNull } from "drizzle-orm";
import type { InviteMemberAnswer, InviteMemberRequest } from "@/lib/contracts/member-list";
import { invitePath } from "@/lib/paths";
import { invitationMessage } from "@/lib/words/invitation-message";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import type { Context, Member } from "../../context";
import { invitation, user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { readOrganisation } from "../organisation/read";
import { serializeInvitation } from "./serialize";

/** How long an invitation may be accepted, in milliseconds. */
export const INVITATION_LIFETIME = 7 * 24 * 60 * 60 * 1000;

/**
 * Invites somebody by a link, which is told here and never again. An earlier invitation of the same address ends.
 * @throws PatchbayError `invalid` where they are a member already
 */
export const inviteMember = verb(
  "member.invite",
  ["member"],
  async (context, { email, role, mail = false }: InviteMemberRequest): Promise<InviteMemberAnswer> => {
    const { db, caller, appUrl, mailer } = context;
    if (mail && !mailer) throw noMailer();
    const token = randomToken();
    const expiresAt = new Date(Date.now() + INVITATION_LIFETIME);
    const row = await db.transaction(async (tx) => {
      const [member] = await tx.select({ id: user.id }).from(user).where(eq(user.email, email));
      if (member) {
        const message = "This address is a member's already.";
        throw new PatchbayError("invalid", message, { fields: { email: [message] } });
      }
      const isOpen = and(
        eq(invitation.email, email),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
      );
      await tx.update(invitation).set({ revokedAt: new Date() }).where(isOpen);
      const [row] = await tx
        .insert(invitation)
        .values({
          tokenHash: hashToken(token),
          email,
          role,
          invitedBy: caller.id,
          invitedByName: caller.name,
          expiresAt,
        })
        .returning();
      if (!row) throw new Error("the invitation was not stored");
      const details = { email, role, expiresAt: expiresAt.toISOString() };
      await recordAudit(tx, context, { action: "member.invite", subject: row.id, details });
      return row;
    });
    const url = appUrl + invitePath(token);
    const mailed = mail ? await mailInvitation(context, row, url) : null;
    return { invitation: serializeInvitation(row, true), url, mailed };
  },
);

type InvitationRow = typeof invitation.$inferSelect;

/** Mails an invitation that is stored, and audits how that went. A mail that was not taken undoes nothing. */
async function mailInvitation(
  context: Context<Member>,
  { id, email: to, expiresAt }: InvitationRow,
  url: string,
): Promise<InviteMemberAnswer["mailed"]> {
  const { mailer, caller } = context;
  if (!mailer) return null;
  const { name: organisation } = await readOrganisation(context);
  const { subject, text } = invitationMessage({ organisation, invitedBy: caller.name, url, expiresAt });
  const mailed = await mailer.send({ to, subject, text });
  const reason = mailed.sent ? null : mailed.reason;
  await recordAudit(context.db, context, {
    action: "member.mail",
    subject: id,
    outcome: mailed.sent ? "succeeded" : "failed",
    details: { to, ...(reason && { reason }) },
  });
  return { sent: mailed.sent, reason };
}

function noMailer(): PatchbayError {
  const message = "No mail server is set up, so the link is sent by hand.";
  return new PatchbayError("invalid", message, { fields: { mail: ["No mail server is set up."] } });
}
