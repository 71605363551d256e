/**
 * Refuses what a foreign page makes a browser send, by cross-site request or DNS rebinding: `Host` must be the
 * console's, and so must `Origin` where there is one. MCP clients outside of browsers send none. Stricter than the
 * SDK's own helpers, which compare host names and let any port pass.
 */
export function refuseForeign(request: Request, appUrl: string): Response | undefined {
  const origin = request.headers.get("origin");
  if (request.headers.get("host") === new URL(appUrl).host && (origin === null || origin === appUrl))
    return undefined;
  return rpcError(403, `This server answers at ${appUrl} alone, and to no page of another origin.`);
}

/** A JSON-RPC error that answers no request in particular. */
export function rpcError(status: 400 | 403 | 404 | 501, message: string): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code: -32000, message } }, { status });
}
