/** Where people land who asked for nothing in particular. */
export const HOME_PATH = "/instances/new";

const LENGTH = 2048;
const PLACEHOLDER = "http://console.invalid";

/** Going there after signing in would answer with data, or with the sign-in page again. */
const NOT_PAGES = /^\/(api|engine|connect|sign-in)(\/|$)/;

/**
 * A path of this console to go on to after signing in, from a query parameter that anybody may have written: the path
 * with its query and fragment, or `HOME_PATH` for whatever could lead out of the console or to no page of it.
 */
export function safeReturnPath(value: unknown): string {
  if (typeof value !== "string" || value.length > LENGTH) return HOME_PATH;
  // Browsers read a backslash as a slash and drop tabs and line ends, so "/\t/host" would be "//host".
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(value)) return HOME_PATH;
  const url = URL.canParse(value, PLACEHOLDER) ? new URL(value, PLACEHOLDER) : undefined;
  if (url?.origin !== PLACEHOLDER || url.pathname.startsWith("//") || NOT_PAGES.test(url.pathname))
    return HOME_PATH;
  return url.pathname + url.search + url.hash;
}
