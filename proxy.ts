import { type NextRequest, NextResponse } from "next/server";

/**
 * Gives every page a content security policy with a nonce of its own (CSP level 3), and everything a request id.
 * Nothing is authorized here: each page and each handler does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const forwarded = new Headers(request.headers);
  const requestId = crypto.randomUUID();
  forwarded.set("x-request-id", requestId);
  forwarded.set("x-pathname", request.nextUrl.pathname + request.nextUrl.search);

  // What answers with data, or with pages that bring a policy of their own, as the windows of the connect flow do.
  const page = !/^\/(api|engine|connect|c\/[^/]+\/start)(\/|$)/.test(request.nextUrl.pathname);
  const nonce = btoa(crypto.randomUUID());
  if (page) {
    forwarded.set("x-nonce", nonce);
    forwarded.set("content-security-policy", pagePolicy(nonce));
  }
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("x-request-id", requestId);
  if (page) {
    response.headers.set("content-security-policy", pagePolicy(nonce));
    response.headers.set("cross-origin-opener-policy", "same-origin-allow-popups");
    response.headers.set("referrer-policy", "no-referrer");
  }
  return response;
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

export const config = { matcher: ["/((?!_next/static|_next/image|marks\\.svg|icon\\.svg).*)"] };
