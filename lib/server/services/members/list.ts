import { and, asc, count, desc, gt, isNotNull, isNull } from "drizzle-orm";
import type { ListMembersAnswer } from "@/lib/contracts/member-list";
import { invitation, passkey, secondFactor, session, user } from "../../db/schema/auth";
import { verb } from "../../verb";
import { isInviter } from "./invitation";
import { serializeInvitation, serializeMember } from "./serialize";

/** The lists show this many of each. */
const MOST = 500;

/** Everybody who can sign in or could, and who is invited. */
export const listMembers = verb(
  "member.list",
  ["member"],
  async ({ db, caller }): Promise<ListMembersAnswer> => {
    const [rows, open, protectedOnes, keys, invited] = await Promise.all([
      db.select().from(user).orderBy(asc(user.name), asc(user.email)).limit(MOST),
      db
        .select({ userId: session.userId, sessions: count() })
        .from(session)
        .where(gt(session.expiresAt, new Date()))
        .groupBy(session.userId),
      db
        .select({ userId: secondFactor.userId })
        .from(secondFactor)
        .where(isNotNull(secondFactor.confirmedAt)),
      db.select({ userId: passkey.userId, passkeys: count() }).from(passkey).groupBy(passkey.userId),
      db
        .select({ row: invitation, inviter: user.id })
        .from(invitation)
        .leftJoin(user, isInviter)
        .where(and(isNull(invitation.acceptedAt), isNull(invitation.revokedAt)))
        .orderBy(desc(invitation.createdAt))
        .limit(MOST),
    ]);
    const sessionsOf = new Map(open.map(({ userId, sessions }) => [userId, sessions]));
    const passkeysOf = new Map(keys.map(({ userId, passkeys }) => [userId, passkeys]));
    const haveFactor = new Set(protectedOnes.map(({ userId }) => userId));
    return {
      members: rows.map((row) =>
        serializeMember(
          row,
          {
            sessions: sessionsOf.get(row.id) ?? 0,
            hasSecondFactor: haveFactor.has(row.id),
            passkeys: passkeysOf.get(row.id) ?? 0,
          },
          caller,
        ),
      ),
      invitations: invited.map(({ row, inviter }) => serializeInvitation(row, inviter !== null)),
    };
  },
);
