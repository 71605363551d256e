import { and, eq, inArray } from "drizzle-orm";
import { errors, jwtVerify } from "jose";
import { recordAudit } from "../../audit/record";
import { account, session, user } from "../../db/schema/auth";
import { PatchbayError, tooManyAttempts } from "../../errors";
import { verb } from "../../verb";
import { discover } from "./metadata";
import { readProvider } from "./provider";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

/** Seconds that a clock may be off by. */
const TOLERANCE = 60;

/** How old a token may be, in seconds. */
const AGE = 5 * 60;

/**
 * Ends the sessions of whoever has signed out at the provider, or is gone there (OpenID Connect Back-Channel Logout 1.0).
 * Of nobody else, and none that a password began. @throws PatchbayError `invalid` for a token that proves nothing
 */
export const endByProvider = verb(
  "single-sign-on.end",
  ["visitor"],
  async (context, { logoutToken }: { logoutToken: string }) => {
    const { db, outbound, log, attempts, request } = context;
    const { wait } = await attempts.take("single-sign-on-end", request.address ?? "");
    if (wait > 0) throw tooManyAttempts(wait);
    const provider = await readProvider(context);
    if (!provider) throw new PatchbayError("not-found", "There is no single sign-on here.");
    const { server, keys } = await discover(outbound, provider.issuer);
    const { payload } = await jwtVerify(logoutToken, keys, {
      issuer: server.issuer,
      audience: provider.clientId,
      requiredClaims: ["iat", "jti", "events"],
      clockTolerance: TOLERANCE,
      maxTokenAge: AGE,
    }).catch((error: unknown) => {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error;
      log.warn({ err: error }, "a logout token was refused");
      throw refused();
    });
    const { sub, sid, events, nonce } = payload;
    const isLogout = typeof events === "object" && events !== null && Object.hasOwn(events, EVENT);
    const names = typeof sub === "string" || typeof sid === "string";
    // One with a nonce is an id token (section 2.4).
    if (!isLogout || !names || nonce !== undefined) throw refused();
    return db.transaction(async (tx) => {
      const theirs = tx
        .select({ id: account.userId })
        .from(account)
        .where(
          and(
            eq(account.providerId, provider.issuer),
            typeof sub === "string" ? eq(account.accountId, sub) : undefined,
          ),
        );
      const ended = await tx
        .delete(session)
        .where(
          and(
            eq(session.method, "single-sign-on"),
            inArray(session.userId, theirs),
            typeof sid === "string" ? eq(session.providerSession, sid) : undefined,
          ),
        )
        .returning({ userId: session.userId });
      const [first] = ended;
      if (!first) return { ended: 0 };
      const [member] = await tx.select({ email: user.email }).from(user).where(eq(user.id, first.userId));
      const caller = {
        kind: "visitor",
        id: "single-sign-on",
        name: "Provider of single sign-on",
        email: member?.email ?? null,
      } as const;
      await recordAudit(
        tx,
        { caller, request },
        { action: "session.end", subject: first.userId, details: { byProvider: ended.length } },
      );
      return { ended: ended.length };
    });
  },
);

function refused(): PatchbayError {
  return new PatchbayError("invalid", "The logout token proves nothing.");
}
