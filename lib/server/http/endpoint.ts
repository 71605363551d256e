import type * as z from "zod/mini";
import { ruleOf } from "@/lib/contracts/action";
import { findUnstorable, INVISIBLE } from "@/lib/contracts/text";
import { type Caller, type Context, contextFor } from "../context";
import { PatchbayError } from "../errors";
import type { Runtime } from "../process/context";
import { runtime } from "../process/runtime";
import { nameRequest, routeOf, traceRequest } from "../telemetry/request";
import { authorize, type Verb } from "../verb";
import { readVisitor } from "./cookie";
import { requireOwnHost, requireSameOrigin } from "./origin";
import { asKnown, problemResponse } from "./problem";
import { bearerOf, readMember, requestOf, requireKey, requireMember } from "./session";

/** What stands behind an endpoint's address, of whatever form. */
export type Exchange = {
  request: Request;
  process: Runtime;
  /** As services know it: the request's id and where it came from. */
  asked: Context["request"];
  params: Promise<Record<string, string | string[]>>;
};

type Service = Pick<Verb<never, never, unknown>, "action" | "callers">;
type Segment = { params: Promise<Record<string, string | string[]>> };
export type Handler = (request: Request, segment?: Segment) => Promise<Response>;

type Declaration = {
  /** What every request must be before it is looked at any further. @throws PatchbayError */
  guard?: (request: Request, appUrl: string) => void;
  act: (exchange: Exchange) => Promise<Response>;
  /** How a failure is answered. */
  refuse?: (error: PatchbayError, exchange: Exchange) => Response | Promise<Response>;
};

/**
 * The one scaffold of the console's endpoints: a request id, the rule of where a request may come from, what is done, an
 * answer to every failure, the headers that every answer has, and a line in the log. The forms of answers stand on it.
 */
export function endpoint({ guard = requireSameOrigin, act, refuse = asProblem }: Declaration): Handler {
  return (request, segment = { params: Promise.resolve({}) }) =>
    traceRequest(request, async (span) => {
      const started = performance.now();
      const process = await runtime();
      const asked = { ...requestOf(process, request.headers), signal: request.signal };
      const log = process.log.child({ requestId: asked.id });
      const exchange = { request, process, asked, params: segment.params };
      const respond = async () => {
        guard(request, process.env.appUrl);
        return await act(exchange);
      };
      const response = await respond().catch((error) =>
        refuse(asKnown(error, request.method, asked.id, log), exchange),
      );
      response.headers.set("x-request-id", asked.id);
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      const milliseconds = Math.round(performance.now() - started);
      log.info({ method: request.method, status: response.status, milliseconds }, "answered");
      if (span) {
        nameRequest(span, request.method, routeOf(new URL(request.url).pathname, await segment.params));
        span.set({ "http.response.status_code": response.status, "patchbay.request_id": asked.id });
      }
      return response;
    });
}

function asProblem(error: PatchbayError, { asked }: Exchange): Response {
  return problemResponse(error, asked.id);
}

/**
 * The rule of where a request to a service may come from. One that shows an API key may come from anywhere, since no
 * other site can make a browser send one; its cookies are not looked at. @throws PatchbayError `foreign-origin`
 */
export function guardFor(service: Service): (request: Request, appUrl: string) => void {
  return (request, appUrl) =>
    keyOf(request, service) === undefined
      ? requireSameOrigin(request, appUrl)
      : requireOwnHost(request, appUrl);
}

/** The API key that a request shows to a service which takes members. To others it means nothing. */
function keyOf({ headers, url }: Request, { callers }: Service): string | undefined {
  if (!callers.includes("member") || !new URL(url).pathname.startsWith("/api/")) return undefined;
  return bearerOf(headers);
}

/**
 * The context in which a service is called, for whoever asks, once its rule lets them: an API key or a member where it
 * takes members, and otherwise the browser's visitor. `signIn` is what the signed-out are told.
 * @throws PatchbayError `unauthenticated` or `forbidden`
 */
export async function admit(
  { process, request, asked }: Exchange,
  service: Service,
  signIn?: string,
): Promise<Context<never>> {
  const caller = await callerOf(process, request, service, signIn);
  authorize(caller, service);
  // Of a kind that the service takes: that was the question.
  return contextFor(process, caller as never, asked);
}

async function callerOf(
  process: Runtime,
  request: Request,
  service: Service,
  signIn?: string,
): Promise<Caller> {
  const { headers } = request;
  const key = keyOf(request, service);
  if (key !== undefined) return requireKey(process, key);
  const [members, visitors] = [service.callers.includes("member"), service.callers.includes("visitor")];
  const { duringSignIn = false } = ruleOf(service.action);
  const options = { duringSignIn };
  if (members && !visitors) return requireMember(process, headers, signIn, options);
  const member = members ? await readMember(process, headers, options) : undefined;
  return member ?? readVisitor(headers, process);
}

type Schema = z.ZodMiniType;
/** What a schema makes of what came in; nothing to say where there is none. */
export type Parsed<S> = S extends Schema ? z.output<S> : unknown;

/** @throws PatchbayError `invalid`, with the messages by field */
export function parse<S extends Schema | undefined>(schema: S | undefined, value: unknown): Parsed<S>;
export function parse(schema: Schema | undefined, value: unknown): unknown {
  if (!schema) return {};
  const unstorable = findUnstorable(value);
  if (unstorable) throw wrongIn([{ path: unstorable, message: INVISIBLE }]);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrongIn(parsed.error.issues);
}

function wrongIn(issues: readonly { path: readonly PropertyKey[]; message: string }[]): PatchbayError {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const field = path.join(".") || "request";
    fields[field] = [...(fields[field] ?? []), message];
  }
  return new PatchbayError("invalid", "Nothing was sent on. Correct what is marked, and try again.", {
    fields,
  });
}

/**
 * A query as its schema takes it: of a name that stands twice, the last.
 * @throws PatchbayError `invalid` where it is no UTF-8: what stood in for that would make one text of many
 */
export function queryOf(request: Request): Record<string, string> {
  const { search, searchParams } = new URL(request.url);
  for (const pair of search.slice(1).split("&")) {
    if (isEncoded(pair)) continue;
    const [name] = new URLSearchParams(pair).keys();
    throw wrongIn([{ path: [name ?? ""], message: "Not a text." }]);
  }
  return Object.fromEntries(searchParams);
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What came in by several ways as one. What the last names, those before it cannot. */
export function together<A, B, C>(first: A, second: B, third: C): A & B & C {
  return Object.assign({}, first, second, third);
}
