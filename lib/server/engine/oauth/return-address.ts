/**
 * Where the browser may be sent once the authorization is over: an address of the console itself, in its normal form.
 * Anything else is refused, since the page that ends a consent would make a trusted starting point for deceit.
 */
export function parseReturnAddress(text: string, appUrl: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.origin !== appUrl || url.username || url.password) return undefined;
  return url.href;
}
