import { and, eq, isNull } from "drizzle-orm";
import type { InviteMemberAnswer, InviteMemberRequest } from "@/lib/contracts/member-list";
import { invitePath } from "@/lib/paths";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import { invitation, user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
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
  async (context, { email, role }: InviteMemberRequest): Promise<InviteMemberAnswer> => {
    const { db, caller, appUrl } = context;
    const token = randomToken();
    const expiresAt = new Date(Date.now() + INVITATION_LIFETIME);
    return db.transaction(async (tx) => {
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
      return { invitation: serializeInvitation(row, true), url: appUrl + invitePath(token) };
    });
  },
);
