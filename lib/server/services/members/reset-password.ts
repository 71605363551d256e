import { hashPassword } from "better-auth/crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { account, session, user } from "../../db/schema/auth";

export type MemberLine = { email: string; name: string; role: string; isDisabled: boolean };

/** Everybody who can sign in, for whoever sits at the machine: no caller is asked for. */
export function listMemberLines(db: Database): Promise<MemberLine[]> {
  return db
    .select({
      email: user.email,
      name: user.name,
      role: user.role,
      isDisabled: sql<boolean>`${user.disabledAt} is not null`,
    })
    .from(user)
    .orderBy(asc(user.email));
}

/**
 * Sets a member's password and ends their sessions, for whoever sits at the machine: no caller is asked for. Answers
 * whether there is such a member.
 */
export async function resetPassword(
  db: Database,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  const hash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const [member] = await tx.select({ id: user.id }).from(user).where(eq(user.email, email)).for("update");
    if (!member) return false;
    await setPassword(tx, member.id, hash);
    const by = { caller: SYSTEM, request: { id: null, address: null } };
    await recordAudit(tx, by, { action: "password.change", subject: member.id });
    return true;
  });
}

/** Sets a member's password, as its hash, and ends all of their sessions. */
export async function setPassword(
  tx: Pick<Database, "update" | "insert" | "delete">,
  id: string,
  hash: string,
): Promise<void> {
  const updated = await tx
    .update(account)
    .set({ password: hash, updatedAt: new Date() })
    .where(and(eq(account.userId, id), eq(account.providerId, "credential")))
    .returning({ id: account.id });
  if (updated.length === 0) {
    const values = { id: crypto.randomUUID(), accountId: id, userId: id, password: hash };
    await tx.insert(account).values({ ...values, providerId: "credential" });
  }
  await tx.delete(session).where(eq(session.userId, id));
}
