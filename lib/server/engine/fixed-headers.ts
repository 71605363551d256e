/** Answers hold credentials, addresses that are credentials, or one person's page: none of them is for a cache. */
export const FIXED_HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
