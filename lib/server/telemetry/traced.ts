import { AsyncLocalStorage } from "node:async_hooks";

export type Attributes = Record<string, string | number>;

/** Something with a beginning and an end that is told of. No secret, path, query or argument stands in what is said. */
export type Span = {
  readonly kind: "server" | "client";
  /** What a request to another process says, so that its spans join this one (`traceparent` of W3C Trace Context). */
  readonly traceparent: string;
  rename(name: string): void;
  set(attributes: Attributes): void;
  end(): void;
};

/** What is begun: how it is called, which measure its duration adds to, and what is known of it by then. */
export type Traced = {
  name: string;
  kind: Span["kind"];
  measure: "http.server.request.duration" | "patchbay.upstream.duration" | "mcp.client.operation.duration";
  attributes: Attributes;
  /** The `traceparent` that a request brought. */
  from?: string | null | undefined;
};

export type Tracer = {
  begin(what: Traced, parent: Span | undefined): Span;
  /** Whether that address is of whoever runs the console, so that it may be told which request a call belongs to. */
  passesTo(url: URL): boolean;
  /** Sends what was not sent yet. */
  flush(): Promise<void>;
};

// On globalThis, because the bundler may give each route its own copy of this module.
const holder = globalThis as typeof globalThis & {
  patchbayTelemetry?: { tracer: Tracer; current: AsyncLocalStorage<Span> } | undefined;
};

/** Tells of what happens from now on; undefined ends that. */
export function setTracer(tracer: Tracer | undefined): void {
  holder.patchbayTelemetry = tracer && { tracer, current: new AsyncLocalStorage() };
}

/** Does something, and tells of it where anybody is told; its span is then the current one of all that it does. */
export function traced<T>(what: Traced, act: (span: Span | undefined) => Promise<T>): Promise<T> {
  const { patchbayTelemetry: telemetry } = holder;
  if (!telemetry) return act(undefined);
  const span = telemetry.tracer.begin(what, telemetry.current.getStore());
  return telemetry.current.run(span, async () => {
    try {
      return await act(span);
    } catch (error) {
      span.set({ "error.type": errorType(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Whether anybody is told. */
export function isTraced(): boolean {
  return holder.patchbayTelemetry !== undefined;
}

export function currentSpan(): Span | undefined {
  return holder.patchbayTelemetry?.current.getStore();
}

/** What a call to an address says of the request that it belongs to. */
export function traceHeaders(url: URL): { traceparent?: string } {
  const { patchbayTelemetry: telemetry } = holder;
  const span = telemetry?.current.getStore();
  return span && telemetry?.tracer.passesTo(url) ? { traceparent: span.traceparent } : {};
}

/** A code where there is one, and never a message, which may quote what it is about. */
function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as { code?: unknown };
  return typeof code === "string" || typeof code === "number" ? String(code) : error.name;
}
