import { and, desc, eq, gt } from "drizzle-orm";
import type { Account } from "@/lib/contracts/account";
import { secondFactor, session } from "../../db/schema/auth";
import { verb } from "../../verb";
import { countRecoveryCodes } from "../second-factor/code";

/** The lists show this many. */
const MOST = 200;

/** One's own profile, and the browsers in which one is signed in, the latest first. */
export const readAccount = verb("account.read", ["member"], async ({ db, caller }): Promise<Account> => {
  const [rows, [factor]] = await Promise.all([
    db
      .select()
      .from(session)
      .where(and(eq(session.userId, caller.id), gt(session.expiresAt, new Date())))
      .orderBy(desc(session.createdAt))
      .limit(MOST),
    db.select().from(secondFactor).where(eq(secondFactor.userId, caller.id)),
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
