import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Account } from "@/lib/contracts/account";
import { account, passkey, secondFactor, session } from "../../db/schema/auth";
import { verb } from "../../verb";
import { serializePasskey } from "../passkeys/serialize";
import { countRecoveryCodes } from "../second-factor/code";

/** The lists show this many. */
const MOST = 200;

/** One's own profile, and the browsers in which one is signed in, the latest first. */
export const readAccount = verb("account.read", ["member"], async ({ db, caller }): Promise<Account> => {
  const [rows, [factor], passkeys, passwords] = await Promise.all([
    db
      .select()
      .from(session)
      .where(and(eq(session.userId, caller.id), gt(session.expiresAt, new Date())))
      .orderBy(desc(session.createdAt))
      .limit(MOST),
    db.select().from(secondFactor).where(eq(secondFactor.userId, caller.id)),
    db
      .select()
      .from(passkey)
      .where(eq(passkey.userId, caller.id))
      .orderBy(asc(passkey.createdAt))
      .limit(MOST),
    db
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.userId, caller.id), eq(account.providerId, "credential"))),
  ]);
  return {
    name: caller.name,
    email: caller.email,
    role: caller.role,
    secondFactor: factor?.confirmedAt
      ? {
          confirmedAt: factor.confirmedAt.toISOString(),
          recoveryCodesLeft: await countRecoveryCodes(db, caller.id),
        }
      : null,
    passkeys: passkeys.map(serializePasskey),
    hasPassword: passwords.length > 0,
    sessions: rows.map((row) => ({
      id: row.id,
      userAgent: row.userAgent || null,
      address: row.ipAddress || null,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      expiresAt: row.expiresAt.toISOString(),
      isCurrent: row.id === caller.session,
    })),
  };
});
