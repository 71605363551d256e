import { PatchbayError } from "../errors";
import { foreignHost, isOwnHost } from "../process/host";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a request that another site caused or that came in under another name (cross-site request, DNS rebinding).
 * `Host` must be the public one always; `Origin` must be ours wherever it is sent, and must be sent for a change.
 * @throws PatchbayError `foreign-origin`
 */
export function requireSameOrigin(request: Request, appUrl: string): void {
  requireOwnHost(request, appUrl);
  const origin = request.headers.get("origin");
  const required = !SAFE_METHODS.has(request.method);
  if (origin === null ? required : origin !== appUrl) {
    throw foreign("Only this console's own pages may ask for that.");
  }
}

/** @throws PatchbayError `foreign-origin` */
export function requireOwnHost(request: Request, appUrl: string): void {
  const host = request.headers.get("host");
  if (!isOwnHost(host, appUrl)) throw foreign(foreignHost(host, appUrl));
}

function foreign(message: string): PatchbayError {
  return new PatchbayError("foreign-origin", message);
}
