/**
 * Where the browser may be sent once the authorization is over: an address of a console that `origins` names, in
 * its normal form. Anything else is refused, since the page that ends a consent would make a trusted starting point for
 * deceit.
 */
export function parseReturnAddress(text: string, origins: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || !origins.includes(url.origin) || url.username || url.password) return undefined;
  return url.href;
}
