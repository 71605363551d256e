import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Cipher, hashToken } from "../../cipher";
import { AUTHORIZATION_LIFETIME } from "../store/authorizations";

type Signer = { cipher: Cipher; appUrl: string };

const PATH = "/engine/oauth/callback";
const PURPOSE = "engine oauth browser";

/**
 * Ties an authorization to the browser that began it, so that a callback that is carried into another browser fails.
 * A cookie for each authorization, because several can be under way in one browser. Its value cannot be made from the
 * `state`, which other parties see.
 */
export function bindToBrowser(c: Context, { cipher, appUrl }: Signer, state: string): void {
  setCookie(c, cookieName(state), cipher.sign(state, PURPOSE), {
    path: PATH,
    httpOnly: true,
    sameSite: "Lax",
    secure: appUrl.startsWith("https:"),
    maxAge: AUTHORIZATION_LIFETIME / 1000,
  });
}

/** Whether this browser began the authorization. */
export function isBoundTo(c: Context, cipher: Cipher, state: string): boolean {
  const held = getCookie(c, cookieName(state));
  return held !== undefined && cipher.verify(held, state, PURPOSE);
}

export function releaseBrowser(c: Context, { appUrl }: Signer, state: string): void {
  deleteCookie(c, cookieName(state), { path: PATH, secure: appUrl.startsWith("https:") });
}

function cookieName(state: string): string {
  return `patchbay_connect_${hashToken(state).slice(0, 16)}`;
}
