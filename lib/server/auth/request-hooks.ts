import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { recordAudit } from "../audit/record";
import type { Cipher } from "../cipher";
import type { Actor } from "../context";
import type { Database } from "../db/client";
import { hasSecondFactor, readRules } from "../db/sign-in-rules";
import { passwordsOff, tooManyAttempts } from "../errors";
import { clientAddress } from "../process/address";
import { KNOWN_SECONDS, knownBrowserCookie, knownBrowserOf, markKnown } from "./known-browser";
import { forgiveSignIn, type Try, takeSignIn } from "./sign-in-tries";
import type { AttemptLimiter } from "./throttle";

const SIGN_IN = "/sign-in/email";
export const CHANGE_PASSWORD = "/change-password";

type Options = {
  db: Database;
  appUrl: string;
  trustedProxies: number;
  attempts: AttemptLimiter;
  cipher: Cipher;
};

/** What surrounds better-auth's own endpoints: attempts are counted and bounded, and what came of each is audited. */
export function requestHooks({ db, appUrl, trustedProxies, attempts, cipher }: Options) {
  const secure = appUrl.startsWith("https:");

  /** Who asks, as far as an audit event says. */
  const requestOf = ({ headers }: Asked) => ({
    id: headers?.get("x-request-id") ?? null,
    address: clientAddress(headers, trustedProxies),
  });
  const tryOf = (context: Asked, account: string): Try => ({
    account,
    address: clientAddress(context.headers, trustedProxies),
    knownBrowser: knownBrowserOf(
      cipher,
      account,
      context.getCookie(knownBrowserCookie(account, appUrl)) ?? undefined,
    ),
  });

  return {
    before: createAuthMiddleware(async (context) => {
      if (!(context.path in AUDITED_PATHS)) return;
      // Nothing is tried then, and so nothing is counted.
      if (context.path === SIGN_IN && !(await readRules(db)).allowsPasswords) {
        throw new APIError("FORBIDDEN", { code: "PASSWORDS_OFF", message: passwordsOff().message });
      }
      // Read now, because signing out leaves no session to read afterwards.
      if (context.path !== SIGN_IN) await getSessionFromCtx(context);
      const account = accountOf(context);
      if (!account || context.path === "/sign-out") return;
      const { wait, firstBeyond } =
        context.path === SIGN_IN
          ? await takeSignIn(attempts, tryOf(context, account))
          : await attempts.take("change-password", sessionOf(context));
      if (wait === 0) return context.path === CHANGE_PASSWORD ? endOtherSessions(context) : undefined;
      // The first of a window stands for all of them: a stranger decides how many there are.
      if (firstBeyond) {
        const by = { caller: nobody(account), request: requestOf(context) };
        await recordAudit(db, by, {
          action: context.path === SIGN_IN ? "session.create" : "password.change",
          subject: context.context.session?.user.id ?? account,
          outcome: "refused",
          details: { tooMany: true },
        });
      }
      throw new APIError(
        "TOO_MANY_REQUESTS",
        { code: "TOO_MANY_ATTEMPTS", message: tooManyAttempts(wait).message },
        { "x-retry-after": String(wait), "retry-after": String(wait) },
      );
    }),
    after: createAuthMiddleware(async (context) => {
      const action = AUDITED_PATHS[context.path];
      const account = accountOf(context);
      if (!action || !account) return;
      const failed = context.context.returned instanceof APIError;
      const member = context.context.newSession?.user ?? context.context.session?.user;
      if (!failed && context.path === SIGN_IN) {
        const tried = tryOf(context, account);
        await forgiveSignIn(attempts, tried);
        context.setCookie(
          knownBrowserCookie(account, appUrl),
          markKnown(cipher, account, tried.knownBrowser),
          {
            path: "/api/auth",
            httpOnly: true,
            sameSite: "lax",
            secure,
            maxAge: KNOWN_SECONDS,
          },
        );
      }
      if (!failed && context.path === CHANGE_PASSWORD)
        await attempts.forget("change-password", sessionOf(context));
      const by = {
        caller: failed || !member ? nobody(account) : asActor(member),
        request: requestOf(context),
      };
      const event = { subject: member?.id ?? account, outcome: failed ? "refused" : "succeeded" } as const;
      if (action !== "session.create") {
        await recordAudit(db, by, action === "session.end" ? { action, ...event } : { action, ...event });
        return;
      }
      const awaitsFactor = !failed && member && (await hasSecondFactor(db, member.id));
      await recordAudit(db, by, { action, ...event, details: awaitsFactor ? { awaitsFactor } : {} });
    }),
  };
}

/** What is read of a request in the hooks. */
type Asked = { headers?: Headers | undefined; getCookie(name: string): string | null | undefined };

const AUDITED_PATHS: Record<string, "session.create" | "session.end" | "password.change"> = {
  [SIGN_IN]: "session.create",
  "/sign-out": "session.end",
  [CHANGE_PASSWORD]: "password.change",
};

function asActor({ id, name, email }: { id: string; name: string; email: string }): Actor {
  return { kind: "member", id, name, email };
}

/** Which session it is. What somebody does with a session that is not theirs is to lock nobody else out. */
function sessionOf({ context }: { context: { session?: { session: { id: string } } | null } }): string {
  return context.session?.session.id ?? "";
}

/** Whoever tried: that it was the account's own member is what was not shown. */
function nobody(account: string): Actor {
  return { kind: "visitor", id: "nobody", name: "Nobody", email: account };
}

/** Whoever changes a password may do so because somebody else knows it: no other session outlives it. */
function endOtherSessions({ body }: { body?: unknown }) {
  return { context: { body: { ...(body as object), revokeOtherSessions: true } } };
}

/**
 * Whose password or session it is: at sign-in the one that the body names, else the session's own, whatever the body
 * says. Undefined where there is none; then the request comes to nothing, and is neither counted nor audited.
 */
function accountOf(context: {
  path: string;
  body?: unknown;
  context: { session?: { user: { email: string } } | null };
}): string | undefined {
  if (context.path !== SIGN_IN) return context.context.session?.user.email;
  const { body } = context;
  if (typeof body !== "object" || body === null || !("email" in body)) return undefined;
  return typeof body.email === "string" ? body.email.trim().toLowerCase().slice(0, 320) : undefined;
}
