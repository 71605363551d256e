import { type NextRequest, NextResponse } from "next/server";
import { foreignHost, isOwnHost, ownOrigin } from "./lib/server/process/host";

/**
 * Gives every page a content security policy with a nonce of its own (CSP level 3), and a request id. What answers
 * with data or with pages of its own, as the windows of the connect flow do, never comes by here: Next would hold the
 * bodies of such requests in memory first.
 * Nothing is authorized here: each page does that itself. But a page answers under the console's own name alone, as
 * every handler does, so that a name of somebody else's which leads here shows nothing (DNS rebinding).
 */
export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host");
  if (!isOwnHost(host, origin)) return refuse(foreignHost(host, origin));
  const forwarded = new Headers(request.headers);
  const requestId = crypto.randomUUID();
  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy(nonce);
  forwarded.set("x-request-id", requestId);
  forwarded.set("x-pathname", request.nextUrl.pathname + request.nextUrl.search);
  forwarded.set("x-nonce", nonce);
  forwarded.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("x-request-id", requestId);
  response.headers.set("content-security-policy", policy);
  response.headers.set("cross-origin-opener-policy", "same-origin-allow-popups");
  response.headers.set("referrer-policy", "no-referrer");
  return response;
}

const { APP_URL, PORT } = process.env;
const origin = ownOrigin({ APP_URL, PORT });

function refuse(sentence: string): NextResponse {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'",
    "referrer-policy": "no-referrer",
  };
  return new NextResponse(`${sentence}\n`, { status: 403, headers });
}

const development = process.env.NODE_ENV === "development";

function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // The development server evaluates source maps; the built app evaluates nothing.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
    // Positioned popups are placed by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Everything but what has a route of its own; so also what does not exist, whose page is to have the headers too. */
export const config = {
  matcher: [
    "/((?!api/|engine(?:/|$)|connect/(?:start|done)$|c/[^/]+/start/[^/]+$|_next/static/|marks\\.svg$|icon\\.svg$).*)",
  ],
};
