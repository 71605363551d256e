import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import * as z from "zod/mini";

const id = (digits: number) => z.string().check(z.regex(new RegExp(`^[\\da-f]{${digits}}$`)));
const nanoseconds = z.string().check(z.regex(/^\d{19}$/));
const attribute = z.object({
  key: z.string(),
  value: z.union([z.object({ stringValue: z.string() }), z.object({ intValue: z.int() })]),
});
/** What a collector reads of a span, as OTLP writes it in JSON: ids in hexadecimal, times as texts, kinds as numbers. */
const spanSchema = z.object({
  traceId: id(32),
  spanId: id(16),
  parentSpanId: z.optional(id(16)),
  name: z.string(),
  kind: z.int(),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  status: z.object({ code: z.int() }),
  attributes: z.array(attribute),
});
const tracesSchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) })),
});
export type ToldSpan = Omit<z.infer<typeof spanSchema>, "attributes"> & {
  attributes: Record<string, string | number>;
};

async function listen(server: ReturnType<typeof createServer>) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { host, url: `http://${host}`, stop };
}

/** A collector of OTLP over HTTP, and all that it was sent. */
export async function startCollector() {
  const seen: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = await listen(
    createServer(async (incoming, response) => {
      const { url: path = "", headers } = incoming;
      if (headers["content-type"] !== "application/json") return response.writeHead(415).end();
      seen.push({ path, headers, body: await text(incoming) });
      response.setHeader("content-type", "application/json").end("{}");
    }),
  );
  const of = (path: string) => seen.filter((each) => each.path === path).map(({ body }) => JSON.parse(body));
  /** Every span that came, with its attributes by name. */
  const spans = (): ToldSpan[] =>
    of("/v1/traces")
      .flatMap((body) => tracesSchema.parse(body).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap((scope) => scope.spans)
      .map((span) => ({ ...span, attributes: byName(span.attributes) }));
  /** The histograms that came last, by their names, each with its series. */
  const histograms = () =>
    Object.fromEntries<{ count: number; attributes: Record<string, unknown> }[]>(
      of("/v1/metrics")
        .flatMap(({ resourceMetrics }) => resourceMetrics)
        .flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap(({ metrics }) => metrics)
        .map(({ name, histogram }) => [
          name,
          histogram.dataPoints.map((point: { count: number; attributes: [] }) => ({
            count: point.count,
            attributes: byName(point.attributes),
          })),
        ]),
    );
  return { ...server, seen, spans, histograms };
}

function byName(attributes: z.infer<typeof attribute>[]): ToldSpan["attributes"] {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] ?? ""]));
}

/** Stands in front of another server, and keeps the headers of all that goes through. */
export async function startFront(host: string) {
  const seen: IncomingHttpHeaders[] = [];
  const [hostname, port] = host.split(":");
  const server = await listen(
    createServer((incoming, response) => {
      seen.push(incoming.headers);
      const { method, url, headers } = incoming;
      const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      incoming.pipe(onward);
    }),
  );
  return { ...server, seen };
}
