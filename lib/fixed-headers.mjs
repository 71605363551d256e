/**
 * Headers that never vary, on every answer: `server.mjs` sets them, and `next.config.ts` where another server runs.
 * @type {Readonly<Record<string, string>>}
 */
export const FIXED_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};
