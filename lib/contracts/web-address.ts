/** Whether a text is an address of the web with nothing secret in it, and of which nothing stays in the browser. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password && !hash;
}

/** The same without a query, so that a path may be put after it. */
export function isBaseAddress(text: string): boolean {
  return isWebAddress(text) && !new URL(text).search;
}
