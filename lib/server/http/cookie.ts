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

/** A cookie's value in a request; undefined where it was not sent or is not a token of ours. */
export function tokenCookie(headers: Headers, name: string): string | undefined {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const [key, value = ""] = pair.trim().split("=", 2);
    if (key === name) return /^[\w-]{43}$/.test(value) ? value : undefined;
  }
  return undefined;
}

/** Tells this browser from others where nobody signs in: the visitors of connect links. */
export const VISITOR_COOKIE = "patchbay-visitor";

/** The link to which a window in the same tab leads back. */
export const RETURN_COOKIE = "patchbay-link";
