/**
 * Where the browser may be sent once the authorization is over: an address of a console or an app that `origins` names,
 * in its normal form. Anything else is refused, since the page that ends a consent would make a trusted starting point
 * for deceit.
 */
export function parseReturnAddress(text: string, origins: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!origins.includes(originOf(url)) || url.username || url.password) return undefined;
  return url.href;
}

/** The origin of an address; of one that an app answers at, which has none (`myapp://done`), its scheme and host. */
export function originOf({ origin, protocol, host }: URL): string {
  // A `blob:` has the origin of the page within it, and is none of that page's addresses.
  return /^https?:$/.test(protocol) ? origin : `${protocol}//${host}`;
}
