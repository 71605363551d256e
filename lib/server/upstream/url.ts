const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a text from an upstream is a URL that the console may store, show and hand to a browser: https, or http on
 * loopback and on the upstream's own origin, which the environment vouches for; without credentials in it. Everything
 * else dies here, `javascript:` and `data:` among it.
 * @param baseUrl the upstream's
 */
export function isUpstreamUrl(value: string, baseUrl: string): boolean {
  // The parser drops tabs, line breaks and white space around, so that what it checked would not be what is stored.
  if (/[\s\p{Cc}]/u.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username || url.password) return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && (LOOPBACK.has(url.hostname) || url.origin === new URL(baseUrl).origin);
}

/** Whether a text is an authorization page of that upstream: such a URL, and on the upstream's own host and port. */
export function isUpstreamOauthUrl(value: string, baseUrl: string): boolean {
  return isUpstreamUrl(value, baseUrl) && new URL(value).host === new URL(baseUrl).host;
}
