import type { IncomingMessage, ServerResponse } from "node:http";
import { currentSpan, type Span, type Traced, traced } from "./traced";

/** A request as it comes in, before it is known what answers it. */
function incoming(method: string, from: string | null | undefined): Traced {
  const attributes = { "http.request.method": method };
  return { name: method, kind: "server", measure: "http.server.request.duration", attributes, from };
}

/** Answers a request in a span of its own, unless the server in front has begun one. */
export function traceRequest(
  { method, headers }: Request,
  act: (span: Span | undefined) => Promise<Response>,
): Promise<Response> {
  const current = currentSpan();
  return current?.kind === "server"
    ? act(current)
    : traced(incoming(method, headers.get("traceparent")), act);
}

/** The same of the Node server in front of Next: what a page is, only the method says. */
export function traceNode(
  { method = "GET", headers }: IncomingMessage,
  response: ServerResponse,
  act: () => Promise<void>,
): Promise<void> {
  return traced(incoming(method, String(headers.traceparent ?? "")), async (span) => {
    await act();
    span?.set({ "http.response.status_code": response.statusCode });
  });
}

/** Says of a request's span which route answered it, as it is declared: no value of a path is in it. */
export function nameRequest(span: Span | undefined, method: string, route: string | undefined): void {
  if (!span || !route) return;
  span.rename(`${method} ${route}`);
  span.set({ "http.route": route });
}

/**
 * The route that a path came by: each value of it replaced by its name, as `/api/instances/{id}`. Undefined where a value
 * is not found again, since what is left could then hold it.
 */
export function routeOf(
  pathname: string,
  /** Next gives none where the route has none. */
  params: Readonly<Record<string, string | string[] | undefined>> | undefined,
): string | undefined {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const part of [value ?? []].flat()) names.set(part, `{${name}}`);
  }
  const found = new Set<string>();
  const segments = pathname.split("/").map((segment) => {
    for (const known of [segment, decoded(segment)]) {
      const name = known === "" ? undefined : names.get(known);
      if (!name) continue;
      found.add(known);
      return name;
    }
    return segment;
  });
  const all = [...names.keys()].every((value) => found.has(value) || found.has(decoded(value)));
  return all ? segments.join("/") : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
