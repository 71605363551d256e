/** An upstream that asks for more than this many seconds is told to people as asking for this many. */
const MOST = 3600;

/**
 * The seconds of a `Retry-After` header (RFC 9110, 10.2.3), which holds a number of seconds or an HTTP date; a date
 * that has passed is 0. Undefined where there is none or it is neither.
 */
export function retryAfter(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  // A date starts with a weekday; left to itself, Date.parse also makes a year of a stray number.
  const date = /^[a-z]{3}/i.test(value) ? value : "";
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(date) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MOST);
}
