import type { Route } from "next";

/** What a path cannot carry, or means something else by: the dot segments of RFC 3986, and this console's own page. */
const TAKEN = /^(\.{1,2}$|adopt$|~)/;

/** Where a user's page is. An id may hold any character, so it is escaped; a tilde marks what stands for something else. */
export function userPath(userId: string): Route {
  return `/users/${encodeURIComponent(TAKEN.test(userId) ? `~${userId}` : userId)}` as Route;
}

/** The id of the user whose page it is, from the path's last segment as it came; undefined where it is none. */
export function userIdFrom(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment).replace(/^~/, "");
  } catch {
    return undefined;
  }
}
