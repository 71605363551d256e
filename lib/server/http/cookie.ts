import { cookiePrefix } from "../auth/cookie-prefix";
import type { Cipher } from "../cipher";
import { type Visitor, visitorOf } from "../context";

/** A cookie that no script can read and no other site can send along with a change. */
export type Cookie = {
  name: string;
  value: string;
  /** Seconds. */
  maxAge: number;
  path: string;
};

/** The value of a `Set-Cookie` header (RFC 6265). */
export function setCookie({ name, value, maxAge, path }: Cookie, appUrl: string): string {
  const secure = appUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** A cookie's value in a request; undefined where it was not sent or cannot be a token of ours. */
export function tokenCookie(headers: Headers, name: string): string | undefined {
  const value = cookieValue(headers, name);
  return /^[\w-]{43}$/.test(value) ? value : undefined;
}

/** A cookie's value in a request; empty where it was not sent. */
export function cookieValue(headers: Headers, name: string): string {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const [key, value = ""] = pair.trim().split("=", 2);
    if (key === name) return value;
  }
  return "";
}

/** Tells this browser from others where nobody signs in: the visitors of connect links. */
export function visitorCookie(appUrl: string): string {
  return `${cookiePrefix(appUrl)}-visitor`;
}
const VISITOR_PURPOSE = "visitor";

/** The visitor's secret as their cookie holds it: signed, so that nobody can give a browser a secret of their choice. */
export function visitorCookieValue(secret: string, cipher: Cipher): string {
  return `${secret}.${cipher.sign(secret, VISITOR_PURPOSE)}`;
}

type Signer = { cipher: Cipher; env: { appUrl: string } };

/** The visitor at the browser that sent these headers. Whoever brings no secret that we made has none. */
export function readVisitor(headers: Headers, { cipher, env }: Signer): Visitor {
  const [, secret, signature] =
    /^([\w-]{43})\.([\w-]{43})$/.exec(cookieValue(headers, visitorCookie(env.appUrl))) ?? [];
  const ours = secret && signature && cipher.verify(signature, secret, VISITOR_PURPOSE);
  return visitorOf(ours ? secret : undefined);
}

/** The link to which a window in the same tab leads back. */
export function returnCookie(appUrl: string): string {
  return `${cookiePrefix(appUrl)}-link`;
}
