import { createHmac } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { SessionLack } from "@/lib/contracts/terms/session";
import { sameSecret } from "../cipher";
import type { Database } from "../db/client";
import { secondFactor, session, user } from "../db/schema/auth";
import { organisation } from "../db/schema/organisation";
import { cookiePrefix } from "./cookie-prefix";

export type Session = {
  session: typeof session.$inferSelect;
  user: typeof user.$inferSelect;
  lacks: SessionLack | undefined;
};

/** Reads the session that a request's cookie names, with its member as they are now; undefined where there is none. */
export type SessionReader = (headers: Pick<Headers, "get">) => Promise<Session | undefined>;

type Options = { db: Database; secret: string; appUrl: string };

/**
 * Every request begins with this, so that it is one query, and none for a cookie that nobody here has signed. Nothing is
 * kept between requests: a session that ended, a role that was lowered, are seen at the next one. What better-auth asks
 * for itself it still reads by itself; the cookie is its own, whose form a test holds.
 */
export function createSessionReader({ db, secret, appUrl }: Options): SessionReader {
  const cookie = `${appUrl.startsWith("https:") ? "__Secure-" : ""}${cookiePrefix(appUrl)}.session_token`;
  // Written once. It has no name, which a pooler of connections would not know the next time.
  const query = db
    .select({
      session,
      user,
      factor: secondFactor.userId,
      isFactorRequired: organisation.requiresSecondFactor,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(secondFactor, and(eq(secondFactor.userId, user.id), isNotNull(secondFactor.confirmedAt)))
    .leftJoin(organisation, sql`true`)
    .where(eq(session.token, sql.placeholder("token")))
    .limit(1)
    .prepare("");
  return async (headers) => {
    const token = signedValue(headers.get("cookie") ?? "", cookie, secret);
    if (token === undefined) return undefined;
    const [found] = await query.execute({ token });
    if (!found || found.session.expiresAt <= new Date()) return undefined;
    return { session: found.session, user: found.user, lacks: lackOf(found) };
  };
}

/** Who comes by a provider or by a passkey has shown there what a second factor is for. */
function lackOf(found: {
  session: Session["session"];
  factor: string | null;
  isFactorRequired: boolean | null;
}): Session["lacks"] {
  if (found.session.method !== "password" || found.session.secondFactorAt) return undefined;
  if (found.factor !== null) return "code";
  return found.isFactorRequired ? "second-factor" : undefined;
}

/** The value of a cookie as better-auth signs it: `<value>.<HMAC-SHA-256 in base64>`, encoded like a part of an address. */
function signedValue(cookies: string, name: string, secret: string): string | undefined {
  for (const pair of cookies.split(";")) {
    const [key, encoded = ""] = splitOnce(pair.trim(), "=");
    if (key !== name) continue;
    const [, value, signature] = /^([\w-]+)\.([\w+/]{43}=)$/.exec(decoded(encoded)) ?? [];
    if (!value || !signature) continue;
    if (sameSecret(signature, createHmac("sha256", secret).update(value).digest("base64"))) return value;
  }
  return undefined;
}

function splitOnce(text: string, by: string): [string, string?] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
