import { and, desc, eq, gt } from "drizzle-orm";
import type { Account } from "@/lib/contracts/account";
import { session } from "../../db/schema/auth";
import { verb } from "../../verb";

/** The lists show this many. */
const MOST = 200;

/** One's own profile, and the browsers in which one is signed in, the latest first. */
export const readAccount = verb("account.read", ["member"], async ({ db, caller }): Promise<Account> => {
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.userId, caller.id), gt(session.expiresAt, new Date())))
    .orderBy(desc(session.createdAt))
    .limit(MOST);
  return {
    name: caller.name,
    email: caller.email,
    role: caller.role,
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
