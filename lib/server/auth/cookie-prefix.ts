import { hashToken } from "../cipher";

/**
 * How the names of the console's cookies begin. A browser tells hosts apart and not their ports, so that two consoles on
 * one host would sign each other's people out, were it the same for both.
 */
export function cookiePrefix(appUrl: string): string {
  return `patchbay-${hashToken(new URL(appUrl).origin).slice(0, 8)}`;
}
