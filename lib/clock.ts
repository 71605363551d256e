/** A difference that is only the way an answer takes, in milliseconds. */
const ON_ITS_WAY = 2_000;

/** How far the server's clock is ahead of the browser's, in milliseconds. On the server it stays 0. */
let ahead = 0;

/**
 * Has the server's word on what time it is. A browser's own clock may be wrong by a year, so nothing is decided by it:
 * what is shown or offered by the time asks `serverNow`.
 * @param time of the server, in milliseconds since 1970; anything else is passed over
 */
export function setServerTime(time: number): void {
  const found = time - Date.now();
  if (Math.abs(found - ahead) > ON_ITS_WAY) ahead = found;
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** A moment of the browser's clock, by the server's. */
export function byServersClock(browserTime: number): number {
  return browserTime + ahead;
}

/** A moment of the server's clock, by the browser's. */
export function byBrowsersClock(serverTime: number): number {
  return serverTime - ahead;
}
