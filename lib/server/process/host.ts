/** The public origin that the environment says: `APP_URL`, or this machine's own name. */
export function ownOrigin({ APP_URL, PORT }: { APP_URL?: string; PORT?: string | number }): string {
  return new URL(APP_URL || `http://localhost:${PORT || 3000}`).origin;
}

/**
 * Whether a request came in under the console's public name. `Host` is compared as a name is (RFC 9110, 4.2.3): without
 * case, and with the port that goes without saying.
 */
export function isOwnHost(host: string | null, appUrl: string): boolean {
  const own = new URL(appUrl);
  const url = `${own.protocol}//${host}`;
  return host !== null && /^[^/?#@\\\s]+$/.test(host) && URL.canParse(url) && new URL(url).host === own.host;
}

/** What came, and which setting is missing. The name is a stranger's text, and is shown in part where it is long. */
export function foreignHost(host: string | null, appUrl: string): string {
  const came = host ? `for ${JSON.stringify(host.slice(0, 100))}` : "without a Host header";
  return `This request came in ${came}, and this console answers at ${appUrl} alone. If people reach it by that name, set APP_URL to it; if a reverse proxy stands in front, let it pass on the Host header.`;
}
