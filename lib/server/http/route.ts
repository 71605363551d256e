import type * as z from "zod/mini";
import type { Role } from "@/lib/contracts/member";
import type { Context, PublicContext } from "../context";
import { PatchbayError } from "../errors";
import { type Runtime, runtime } from "../process/runtime";
import { authorize } from "../services/authorize";
import { readJson } from "./body";
import { type Cookie, setCookie } from "./cookie";
import { requireSameOrigin } from "./origin";
import { problemResponse } from "./problem";
import { publicContext, requestIdOf, requireActor } from "./session";

type Schema = z.ZodMiniType;
type Parsed<S> = S extends Schema ? z.output<S> : undefined;

type Declaration<Asked, Params, Query, Body, Answer extends Schema, Answered extends z.input<Answer>> = {
  /** What the path, the query and the JSON body must be; parsed before the service sees them. */
  params?: Params;
  query?: Query;
  body?: Body;
  /** What goes out. Fields that it does not name are dropped, so that a service cannot leak by accident. */
  answer: Answer;
  /** The HTTP status that goes with an answer; 200 where this is left out. */
  status?: (answer: z.output<Answer>) => number;
  /** A cookie that goes out with the answer, made from what the service answered. */
  cookie?: (answered: Answered) => Cookie;
  /** The service. */
  handle: (
    context: Asked,
    input: { params: Parsed<Params>; query: Parsed<Query>; body: Parsed<Body> },
  ) => Promise<Answered>;
};

type Handler = (
  request: Request,
  segment: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

/** A route for members: `allow` is the least role that may call it. The services check the role again. */
export function route<
  Answer extends Schema,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Answered extends z.input<Answer> = z.input<Answer>,
>(declaration: Declaration<Context, Params, Query, Body, Answer, Answered> & { allow: Role }): Handler {
  return answering(declaration, async (process, context, headers) => {
    const actor = await requireActor(process, headers);
    authorize(actor, declaration.allow);
    return { ...context, actor };
  });
}

/**
 * A route for everybody, which is rare: it says so by its name. `anyHost` lets a load balancer ask by address; such a
 * route must neither change nor tell anything that matters.
 */
export function publicRoute<
  Answer extends Schema,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Answered extends z.input<Answer> = z.input<Answer>,
>(
  declaration: Declaration<PublicContext, Params, Query, Body, Answer, Answered> & { anyHost?: boolean },
): Handler {
  return answering(declaration, async (_process, context) => context, declaration.anyHost);
}

function answering<
  Asked extends PublicContext,
  Answer extends Schema,
  Params extends Schema | undefined,
  Query extends Schema | undefined,
  Body extends Schema | undefined,
  Answered extends z.input<Answer>,
>(
  {
    params,
    query,
    body,
    answer,
    status,
    cookie,
    handle,
  }: Declaration<Asked, Params, Query, Body, Answer, Answered>,
  admit: (process: Runtime, context: PublicContext, headers: Headers) => Promise<Asked>,
  anyHost = false,
): Handler {
  return async (request, segment) => {
    const started = performance.now();
    const requestId = requestIdOf(request.headers);
    const process = await runtime();
    const context = publicContext(process, request.headers, requestId);
    const respond = async () => {
      if (!anyHost) requireSameOrigin(request, process.env.appUrl);
      const asked = await admit(process, context, request.headers);
      const answered = await handle(asked, {
        params: parse(params, await segment.params) as Parsed<Params>,
        query: parse(query, Object.fromEntries(new URL(request.url).searchParams)) as Parsed<Query>,
        body: parse(body, body && (await readJson(request))) as Parsed<Body>,
      });
      const sent = answer.parse(answered);
      return Response.json(sent, {
        status: status?.(sent) ?? 200,
        headers: {
          "cache-control": "no-store",
          "x-request-id": requestId,
          ...(cookie && { "set-cookie": setCookie(cookie(answered), process.env.appUrl) }),
        },
      });
    };
    const response = await respond().catch((error) =>
      problemResponse(error, request.method, requestId, context.log),
    );
    const milliseconds = Math.round(performance.now() - started);
    context.log.info({ method: request.method, status: response.status, milliseconds }, "answered");
    return response;
  };
}

/** @throws PatchbayError `invalid`, with the messages by field */
function parse(schema: Schema | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.join(".") || "request";
    fields[field] = [...(fields[field] ?? []), issue.message];
  }
  throw new PatchbayError("invalid", "Nothing was sent on. Correct what is marked, and try again.", {
    fields,
    effect: "nothing-changed",
  });
}
