import {
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { answerForm } from "./accept";
import { rpcError } from "./guard";
import { untilRead } from "./until-read";

/** No call of a tool needs more, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

type Serve = {
  /** A server for this request alone. */
  open(): Promise<Server>;
  onerror(error: Error): void;
  /** What the request says, where it is JSON: nobody has to read it a second time. */
  body?: unknown;
};

/**
 * One request over Streamable HTTP, in the revision of 2026-07-28 or one of 2025. Nothing is kept between requests, so
 * that nothing can cross from one person's instance to another's, and any process may answer.
 */
export async function serveStateless(request: Request, { open, onerror, body }: Serve): Promise<Response> {
  const limit = { maxRequestBodySize: BODY_LIMIT };
  if (request.method === "POST" && (await isLegacyRequest(request, body, limit))) {
    return serveLegacy(request, { open, onerror });
  }
  const handler = createMcpHandler(open, {
    ...limit,
    legacy: "reject",
    // A handler serves one request, which may be one subscription: acknowledged, and ended where nothing changes.
    maxSubscriptions: 1,
    onerror,
  });
  return handler.fetch(request, { parsedBody: body });
}

async function serveLegacy(request: Request, { open, onerror }: Omit<Serve, "body">): Promise<Response> {
  const form = answerForm(request.headers.get("accept"));
  if (!form) return rpcError(406, "This server answers in application/json or text/event-stream.");
  const server = await open();
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: form === "json",
    maxRequestBodySize: BODY_LIMIT,
  });
  server.onerror = onerror;
  await server.connect(transport);
  const close = () => void server.close();
  request.signal.addEventListener("abort", close, { once: true });
  const headers = new Headers(request.headers);
  headers.set("accept", "application/json, text/event-stream");
  const response = await transport.handleRequest(new Request(request, { headers }));
  if (response.body && response.headers.get("content-type") === "text/event-stream") {
    const { status } = response;
    return new Response(untilRead(response.body, close), { status, headers: response.headers });
  }
  close();
  return response;
}
