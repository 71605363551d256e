import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { AcceptInvitationRequest } from "@/lib/contracts/member-list";
import { recordAudit } from "../../audit/record";
import type { Actor } from "../../context";
import { account, invitation, user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { requirePasswords } from "../sign-in/require-passwords";
import { findInvitation } from "./invitation";

/** Makes whoever holds the link of an invitation a member, once. @throws PatchbayError `expired` where it does not work, `forbidden` where
 * no password opens anything */
export const acceptInvitation = verb(
  "member.accept",
  ["visitor"],
  async (context, { token, name, password }: AcceptInvitationRequest & { token: string }) => {
    const { db, request } = context;
    const gone = () =>
      new PatchbayError("expired", "This invitation does not work any more. Ask for another one.");
    // Before the password is hashed, which costs: anybody may send a token.
    if (!(await findInvitation(db, token))) throw gone();
    await requirePasswords(db);
    const hash = await hashPassword(password);
    return db.transaction(async (tx) => {
      const invited = await findInvitation(tx, token);
      if (!invited) throw gone();
      const { id: invitationId, email, role } = invited;
      const spent = await tx
        .update(invitation)
        .set({ acceptedAt: new Date() })
        .where(
          and(eq(invitation.id, invitationId), isNull(invitation.acceptedAt), isNull(invitation.revokedAt)),
        )
        .returning({ id: invitation.id });
      if (spent.length === 0) throw gone();
      const id = randomUUID();
      const made = await tx
        .insert(user)
        .values({ id, name, email, emailVerified: true, role })
        .onConflictDoNothing()
        .returning({ id: user.id });
      // Somebody has the address by now, such as by changing their own.
      if (made.length === 0) throw gone();
      const credential = { id: randomUUID(), accountId: id, providerId: "credential", userId: id };
      await tx.insert(account).values({ ...credential, password: hash });
      const caller: Actor = { kind: "member", id, name, email };
      const details = { email, role };
      await recordAudit(tx, { caller, request }, { action: "member.create", subject: id, details });
      return { email };
    });
  },
);
