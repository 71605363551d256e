import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { PASSWORD_LENGTH } from "@/lib/contracts/member";
import { SESSION_SECONDS } from "@/lib/contracts/terms/session";
import type { Cipher } from "../cipher";
import type { Database } from "../db/client";
import { schema } from "../db/schema";
import type { Logger } from "../process/log";
import { beginSession } from "./begin-session";
import { cookiePrefix } from "./cookie-prefix";
import { requestHooks } from "./request-hooks";
import { sessionHooks } from "./session-hooks";
import type { AttemptLimiter } from "./throttle";

type Options = {
  db: Database;
  secret: string;
  appUrl: string;
  trustedProxies: number;
  attempts: AttemptLimiter;
  cipher: Cipher;
  log: Logger;
};

/** better-auth over the console's own tables. It serves `/api/auth/*`; everything else asks `auth.api` in process. */
export function createAuth({ db, secret, appUrl, trustedProxies, attempts, cipher, log }: Options) {
  return betterAuth({
    appName: "Patchbay",
    baseURL: appUrl,
    secret,
    trustedOrigins: [appUrl],
    database: drizzleAdapter(db, { provider: "pg", schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false, defaultValue: "viewer" },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0,
      additionalFields: {
        lastSeenAt: { type: "date", required: false, input: false },
        method: { type: "string", required: false, input: false, defaultValue: "password" },
        secondFactorAt: { type: "date", required: false, input: false },
        providerSession: { type: "string", required: false, input: false },
      },
    },
    databaseHooks: { session: sessionHooks(db, trustedProxies) },
    // Attempts are counted by the hooks, for each account and each address; sessions are read in process, uncounted.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(appUrl),
      useSecureCookies: appUrl.startsWith("https:"),
      // It would believe the header whoever set it. Where somebody signed in from is told by `clientAddress`.
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    plugins: [beginSession],
    // What nobody foresaw goes to the caller, who logs it: better-auth would print it, with the values of its queries.
    onAPIError: { throw: true },
    logger: {
      level: "error",
      log: (level, message) => log[level === "error" ? "error" : "debug"]({ auth: message }),
    },
    hooks: requestHooks({ db, appUrl, trustedProxies, attempts, cipher }),
  });
}

export type Auth = ReturnType<typeof createAuth>;
