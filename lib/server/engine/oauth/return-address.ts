import { RETURN_PATH, RETURN_STATE } from "@/lib/contracts/connect";

type Allowed = { appUrl: string; returnOrigins: readonly string[] };

/**
 * Where the browser may be sent once the authorization is over, in its normal form: the one address at which this
 * console takes its people back, or an address of a console or an app that `returnOrigins` names. Anything else is
 * refused, since the page that ends a consent would make a trusted starting point for deceit: of this very console as
 * well, whose other addresses do things when they are visited.
 */
export function parseReturnAddress(text: string, { appUrl, returnOrigins }: Allowed): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password) return undefined;
  if (originOf(url) === appUrl) return isOwnReturn(url, appUrl) ? url.href : undefined;
  return returnOrigins.includes(originOf(url)) ? url.href : undefined;
}

/** Whether it is where this console takes its people back, with a state and nothing else. */
export function isOwnReturn(url: URL, appUrl: string): boolean {
  const state = url.searchParams.get("state") ?? "";
  return RETURN_STATE.test(state) && url.href === `${appUrl}${RETURN_PATH}?state=${state}`;
}

/** The origin of an address; of one that an app answers at, which has none (`myapp://done`), its scheme and host. */
export function originOf({ origin, protocol, host }: URL): string {
  // A `blob:` has the origin of the page within it, and is none of that page's addresses.
  return /^https?:$/.test(protocol) ? origin : `${protocol}//${host}`;
}
