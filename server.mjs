import { EventEmitter } from "node:events";
import { createServer } from "node:http";
import { hostname } from "node:os";
import { FIXED_HEADERS } from "./lib/fixed-headers.mjs";
import { staticFiles } from "./lib/static/serve.mjs";

/**
 * What `npm start` runs: one HTTP server for the built app. It hands `/engine` to the engine without Next's pipeline,
 * serves static files as the build compressed them, refuses early what nobody serves, and stops in good order. The app
 * tells it what to serve by `lib/server/process/serving.ts`.
 */

/** Bytes of the longest body that any route takes; each route has a limit of its own below this one. */
const LONGEST_BODY = 1024 * 1024;
/** Milliseconds. */
const HEADERS_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
/** Longer than a reverse proxy keeps one, so that the proxy never sends a request into a connection that just ended. */
const KEEP_ALIVE_TIMEOUT = 65_000;
/** How long the rest of a body may still come in after its answer, before the connection is cut. */
const DRAIN_TIMEOUT = 500;
/** How long requests under way may take once the process was asked to end. */
const STOP_TIMEOUT = 8_000;

/**
 * Browsers that were here once over https come by https alone, for a year (RFC 6797).
 * @type {[string, string]}
 */
const HSTS = ["Strict-Transport-Security", "max-age=31536000"];

process.env.NODE_ENV ??= "production";

/**
 * @typedef {import("node:http").RequestListener} Listener
 * @type {{
 *   engine?: Listener,
 *   traceNode?: (...given: [...Parameters<Listener>, () => Promise<void>]) => Promise<void>,
 *   close?: () => Promise<void>,
 * }}
 */
let serving = {};
Object.assign(globalThis, {
  /** @param {typeof serving} parts */
  patchbayServing: (parts) => {
    serving = parts;
  },
});

const server = createServer({
  headersTimeout: HEADERS_TIMEOUT,
  requestTimeout: REQUEST_TIMEOUT,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
});
/** @type {WeakMap<import("node:net").Socket, import("node:http").IncomingMessage>} */
const latest = new WeakMap();
server.setTimeout(IDLE_TIMEOUT, (socket) => {
  // A request that has arrived whole may be answered for as long as it takes: by a stream, by a slow upstream.
  const request = latest.get(socket);
  const underWay = request?.complete && !answered.has(request);
  if (!underWay) socket.destroy();
});
/** @type {WeakSet<import("node:http").IncomingMessage>} */
const answered = new WeakSet();
// No listener for upgrades: the request is then answered like any other, and its socket ends as any other's.
server.on("request", async (request, response) => {
  // A request forgets its socket when its answer is over.
  const { socket } = request;
  latest.set(socket, request);
  response.once("close", () => {
    answered.add(request);
    if (!request.complete) setTimeout(() => request.complete || socket.destroy(), DRAIN_TIMEOUT).unref();
  });
  // An id from outside would stand in the log and the audit as if it were ours.
  delete request.headers["x-request-id"];
  for (const [name, value] of Object.entries(FIXED_HEADERS)) response.setHeader(name, value);
  // Read now: Next reads files of variables only when it prepares.
  if (process.env.APP_URL?.startsWith("https:")) response.setHeader(...HSTS);

  const status = refusal(request);
  if (status) {
    response.writeHead(status, {
      "Content-Type": "text/plain",
      "Cache-Control": "no-store",
      Connection: "close",
    });
    response.end(REASONS[status]);
    return;
  }
  const { engine } = serving;
  if (engine && /^\/engine([/?]|$)/.test(request.url ?? "")) return engine(request, response);
  if ((await serveStatic)(request, response)) return;
  const handle = await nextHandler;
  const answer = () => handle(request, response);
  await (serving.traceNode?.(request, response, answer) ?? answer()).catch(() => response.destroy());
});
server.on("clientError", (_error, socket) => {
  if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
  else socket.destroy();
});
server.on("error", (error) => {
  const taken = "code" in error && error.code === "EADDRINUSE";
  const text = taken ? `PORT: ${port} is taken by another process.` : `HOSTNAME, PORT: ${error.message}`;
  process.stderr.write(`\n  Patchbay cannot start.\n\n  ${text}\n\n`);
  process.exit(1);
});

const port = Number(process.env.PORT || 3000);
// Containers and some shells set HOSTNAME to the name of the machine, which says nothing about where to listen.
const chosen = process.env.HOSTNAME === hostname() ? undefined : process.env.HOSTNAME;
server.listen({ port, ...(chosen && { host: chosen }) });

const serveStatic = staticFiles();

/** Resolves when the app can answer; requests that come earlier wait. */
const nextHandler = prepare();

async function prepare() {
  const { default: next } = await import("next");
  // Next would listen for upgrades on the real server, and leave the sockets of those that it does not know open.
  const httpServer = new EventEmitter();
  const app = next({ dev: false, port, hostname: chosen, httpServer });
  await app.prepare();
  return app.getRequestHandler();
}

/** @type {Record<number, string>} */
const REASONS = {
  400: "This request is not well-formed.",
  404: "There is nothing at this address.",
  405: "This address takes no such request.",
  413: "This request is too large.",
  426: "Nothing here is served over another protocol.",
};

/**
 * What no route is asked about, because none could answer it well.
 * @param {import("node:http").IncomingMessage} request
 * @returns {number | undefined} the HTTP status
 */
function refusal({ method = "", url = "", headers }) {
  // `h2c` is what some clients of HTTP/1.1 offer with every first request; to go on without it is an answer.
  if (headers.upgrade && !/^h2c$/i.test(headers.upgrade)) return 426;
  if (!url.startsWith("/") || !isDecodable(url)) return 400;
  if (Number(headers["content-length"] ?? 0) > LONGEST_BODY) return 413;
  if (url.startsWith("/_next/image")) return 404;
  const reads = method === "GET" || method === "HEAD" || method === "OPTIONS";
  if (!reads && (method === "TRACE" || !/^\/(api|engine)\//.test(url))) return 405;
  const state = headers["next-router-state-tree"];
  if (state !== undefined && !isRouterState(state)) return 400;
  return undefined;
}

/** @param {string} url */
function isDecodable(url) {
  try {
    decodeURI(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/** @param {string | string[]} header */
function isRouterState(header) {
  try {
    return isRouterNode(JSON.parse(decodeURIComponent(String(header))));
  } catch {
    return false;
  }
}

/**
 * As Next itself checks it, which answers with 500 to another shape: [segment, children, ...].
 * @param {unknown} node
 * @returns {boolean}
 */
function isRouterNode(node) {
  if (!Array.isArray(node)) return false;
  const [segment, children] = node;
  const named = typeof segment === "string" || (Array.isArray(segment) && segment.length >= 3);
  const isRecord = typeof children === "object" && children !== null && !Array.isArray(children);
  return named && isRecord && Object.values(children).every(isRouterNode);
}

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop();
  });
}

/** Takes no more, lets what is under way end, and closes the database; within ten seconds, whatever hangs. */
async function stop() {
  setTimeout(() => process.exit(0), STOP_TIMEOUT + 1_500).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that answers a request now would then wait for another one.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
  await serving.close?.();
  process.exit(0);
}
