import { PatchbayError } from "../errors";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a request that another site caused or that came in under another name (cross-site request, DNS rebinding).
 * `Host` must be the public one always; `Origin` must be ours wherever it is sent, and must be sent for a change.
 * @throws PatchbayError `foreign-origin`
 */
export function requireSameOrigin(request: Request, appUrl: string): void {
  const expected = new URL(appUrl);
  const host = request.headers.get("host");
  if (host !== expected.host) {
    throw foreign(`This console answers at ${appUrl} alone. If that is the wrong address, set APP_URL.`);
  }
  const origin = request.headers.get("origin");
  const required = !SAFE_METHODS.has(request.method);
  if (origin === null ? required : origin !== appUrl) {
    throw foreign("Only this console's own pages may ask for that.");
  }
}

function foreign(message: string): PatchbayError {
  return new PatchbayError("foreign-origin", message);
}
