import { and, eq, gt, isNull } from "drizzle-orm";
import type { Role } from "@/lib/contracts/member";
import { hashToken } from "../../cipher";
import type { Database } from "../../db/client";
import { invitation, user } from "../../db/schema/auth";

/** Whoever made an invitation, while they may make one. */
export const isInviter = and(
  eq(user.id, invitation.invitedBy),
  eq(user.role, "administrator"),
  isNull(user.disabledAt),
);

/**
 * What an invitation is for, by its token. Unknown, used, withdrawn and expired ones are alike, and so are those of
 * somebody who may invite nobody any more.
 */
export async function findInvitation(
  db: Pick<Database, "select">,
  token: string,
): Promise<{ id: string; email: string; role: Role; invitedBy: string } | undefined> {
  const [found] = await db
    .select({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      invitedBy: invitation.invitedByName,
    })
    .from(invitation)
    .innerJoin(user, isInviter)
    .where(
      and(
        eq(invitation.tokenHash, hashToken(token)),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, new Date()),
      ),
    );
  return found;
}
