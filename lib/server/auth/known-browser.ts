import { type Cipher, hashToken, randomToken } from "../cipher";
import { cookiePrefix } from "./cookie-prefix";

const PURPOSE = "known browser";

/** How long a browser is known after its member signed in, in seconds. */
export const KNOWN_SECONDS = 180 * 24 * 60 * 60;

/** The name of the cookie by which a browser is known to an account: several members may share a browser. */
export function knownBrowserCookie(account: string, appUrl: string): string {
  return `${cookiePrefix(appUrl)}-known-${hashToken(account).slice(0, 16)}`;
}

/**
 * The cookie's value for a browser in which that member has just signed in. It opens nothing.
 * @param id the browser's, where it was known before: it is to have one count, however often its member signs in
 */
export function markKnown(cipher: Cipher, account: string, id: string = randomToken()): string {
  return `${id}.${cipher.sign(messageOf(account, id), PURPOSE)}`;
}

/** The browser's id, where the value is one of ours for that account. */
export function knownBrowserOf(
  cipher: Cipher,
  account: string,
  value: string | undefined,
): string | undefined {
  const [, id, signature] = /^([\w-]{43})\.([\w-]{43})$/.exec(value ?? "") ?? [];
  if (!id || !signature) return undefined;
  return cipher.verify(signature, messageOf(account, id), PURPOSE) ? id : undefined;
}

function messageOf(account: string, id: string): string {
  return JSON.stringify([account, id]);
}
