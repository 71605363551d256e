import {
  DiagLogLevel,
  diag,
  type Histogram,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { AlwaysOnSampler, BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Logger } from "../process/log";
import type { Attributes, Span, Traced, Tracer } from "./traced";

type Options = {
  /** Of a collector that speaks OTLP over HTTP, without `/v1/traces`. */
  endpoint: string;
  headers: Readonly<Record<string, string>>;
  serviceName: string;
  /** `host:port` entries of what belongs to whoever runs the console. */
  ownHosts: readonly string[];
  log: Logger;
};

/** Seconds. */
const STEPS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** What a measure is told by: a few values each, or there would be a series for every request. */
const DIMENSIONS: Record<Traced["measure"], readonly string[]> = {
  "http.server.request.duration": [
    "http.request.method",
    "http.route",
    "http.response.status_code",
    "error.type",
  ],
  "patchbay.upstream.duration": ["patchbay.upstream", "patchbay.operation", "error.type"],
  "mcp.client.operation.duration": ["mcp.method.name", "patchbay.server", "error.type"],
};
/** Of an upstream or a server of MCP, 500 and more are failures; a console that refuses does what it should. */
const FAILED = 500;

/**
 * What tells a collector of spans and durations. Nothing is registered with the API's globals: libraries that would tell
 * of themselves there, as Next does of addresses with keys in them, find nobody.
 */
export function createTracer({ endpoint, headers, serviceName, ownHosts, log }: Options): Tracer {
  diag.setLogger(
    { ...SILENT, error: warn(log), warn: warn(log) },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const resource = resourceFromAttributes({ "service.name": serviceName });
  const to = (signal: string) => ({ url: `${endpoint}/v1/${signal}`, headers: { ...headers } });
  const spans = new BasicTracerProvider({
    resource,
    // A stranger's `traceparent` does not decide what is told.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(to("traces")))],
  });
  const meters = new MeterProvider({
    resource,
    readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(to("metrics")) })],
  });
  const [tracer, meter] = [spans.getTracer("patchbay"), meters.getMeter("patchbay")];
  const options = { unit: "s", advice: { explicitBucketBoundaries: STEPS } };
  const measures = new Map(
    Object.keys(DIMENSIONS).map((name) => [name, meter.createHistogram(name, options)]),
  );

  return {
    begin(what, parent) {
      const context = parentContext(parent?.traceparent ?? what.from);
      const kind = what.kind === "server" ? SpanKind.SERVER : SpanKind.CLIENT;
      const span = tracer.startSpan(what.name, { kind, attributes: what.attributes }, context);
      return spanOf(what, span, measures.get(what.measure));
    },
    passesTo: ({ protocol, hostname, port }) =>
      ownHosts.includes(`${hostname}:${port || (protocol === "https:" ? 443 : 80)}`),
    async flush() {
      await Promise.allSettled([spans.forceFlush(), meters.forceFlush()]);
    },
  };
}

function spanOf(
  what: Traced,
  span: ReturnType<typeof trace.wrapSpanContext>,
  measure: Histogram | undefined,
): Span {
  const began = performance.now();
  const known: Attributes = { ...what.attributes };
  const { traceId, spanId } = span.spanContext();
  return {
    kind: what.kind,
    traceparent: `00-${traceId}-${spanId}-01`,
    rename: (name) => void span.updateName(name),
    set(attributes) {
      Object.assign(known, attributes);
      span.setAttributes(attributes);
      const status = Number(attributes["http.response.status_code"] ?? 0);
      if ("error.type" in attributes || status >= FAILED) span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end() {
      span.end();
      const names = DIMENSIONS[what.measure].filter((name) => name in known);
      const dimensions = Object.fromEntries(names.map((name) => [name, known[name]]));
      measure?.record((performance.now() - began) / 1000, dimensions);
    },
  };
}

/** What the header says, of which nothing is taken but the two ids. */
function parentContext(traceparent: string | null | undefined) {
  const [, traceId, spanId] = /^00-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/.exec(traceparent ?? "") ?? [];
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
}

const silent = () => {};
const SILENT = { debug: silent, error: silent, info: silent, verbose: silent, warn: silent };

function warn(log: Logger) {
  return (reason: string) => log.warn({ reason: reason.slice(0, 300) }, "telemetry could not be sent");
}
