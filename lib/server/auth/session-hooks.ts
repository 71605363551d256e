import { APIError } from "better-auth/api";
import type { BetterAuthOptions } from "better-auth/types";
import { eq } from "drizzle-orm";
import { UNVERIFIED_SECONDS } from "@/lib/contracts/terms/session";
import type { Database } from "../db/client";
import { user } from "../db/schema/auth";
import { hasSecondFactor } from "../db/sign-in-rules";
import { clientAddress } from "../process/address";
import { CHANGE_PASSWORD } from "./request-hooks";

type SessionHooks = NonNullable<NonNullable<BetterAuthOptions["databaseHooks"]>["session"]>;

/** Characters that are kept of what a browser calls itself. */
const USER_AGENT_LENGTH = 300;

/** What each session begins with, and to whom none is given. */
export function sessionHooks(db: Database, trustedProxies: number): SessionHooks {
  return {
    create: {
      async before(session, context) {
        const member = await context?.context.internalAdapter.findUserById(session.userId);
        // Said after the password was found right, and so to nobody else.
        if (member && "disabledAt" in member && member.disabledAt) throw disabled();
        return {
          data: {
            ...session,
            ipAddress: clientAddress(context?.headers, trustedProxies),
            userAgent: session.userAgent?.slice(0, USER_AGENT_LENGTH),
            lastSeenAt: new Date(),
            ...(session.method === "password" && (await begunBy(db, context, session.userId))),
          },
        };
      },
      async after({ userId, createdAt }) {
        await db.update(user).set({ lastSeenAt: createdAt }).where(eq(user.id, userId));
      },
    },
  };
}

/** What is read of the request that begins a session. */
type Changed = {
  path?: string;
  context: {
    session?: { session: { method?: unknown; secondFactorAt?: unknown; providerSession?: unknown } } | null;
  };
} | null;

/** A change of the password begins another session in place of one that is whole; any other lacks the second factor. */
async function begunBy(db: Database, context: Changed, userId: string) {
  const before = context?.path === CHANGE_PASSWORD ? context.context.session?.session : undefined;
  if (before) {
    const { method, secondFactorAt, providerSession } = before;
    return { method, secondFactorAt, providerSession };
  }
  if (!(await hasSecondFactor(db, userId))) return {};
  return { expiresAt: new Date(Date.now() + UNVERIFIED_SECONDS * 1000) };
}

function disabled(): APIError {
  return new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED", message: "This account is disabled." });
}
