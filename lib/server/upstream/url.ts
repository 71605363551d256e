const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Longer than any address that something answers at, in characters. */
const LONGEST = 4096;

// One reader's host is another's path where slashes lean back or are missing, and what cannot be seen is read as nothing
// by one and as a character by the next.
const PLAIN = /^https?:\/\/[^/\\\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}][^\\\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/iu;

/**
 * A text from an upstream as a URL that the console may store, show and hand to a browser: https, or http on loopback
 * and on the upstream's own origin, which the environment vouches for; without credentials in it. It is in the form in
 * which it was checked, with a name in other letters as the one that is asked for (`xn--`). Everything else is
 * undefined, `javascript:` and `data:` among it.
 * @param baseUrl the upstream's
 */
export function readUpstreamUrl(value: string, baseUrl: string): string | undefined {
  if (value.length > LONGEST || !PLAIN.test(value) || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.username || url.password || url.href.length > LONGEST) return undefined;
  const vouched = LOOPBACK.has(url.hostname) || url.origin === new URL(baseUrl).origin;
  return url.protocol === "https:" || vouched ? url.href : undefined;
}

/** The same for an authorization page of that upstream: such a URL, and on the upstream's own host and port. */
export function readUpstreamOauthUrl(value: string, baseUrl: string): string | undefined {
  const url = readUpstreamUrl(value, baseUrl);
  return url && new URL(url).host === new URL(baseUrl).host ? url : undefined;
}
