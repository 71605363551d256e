import type * as z from "zod/mini";
import type { Runtime } from "../process/context";
import type { Verb } from "../verb";
import { readJson } from "./body";
import { type Cookie, setCookie } from "./cookie";
import type { Declared } from "./describe";
import { admit, endpoint, guardFor, type Handler, type Parsed, parse, queryOf, together } from "./endpoint";

type Schema = z.ZodMiniType;

type Declaration<Params, Query, Body, Answer extends Schema, Answered extends z.input<Answer>> = {
  /** What is asked for, and by its action who may. It is given the path's parts, the query and the body as one. */
  service: Verb<never, [input: Parsed<Params> & Parsed<Query> & Parsed<Body>], Answered>;
  /** What the path, the query and the JSON body must be; parsed before the service sees them. */
  params?: Params;
  query?: Query;
  body?: Body;
  /** What goes out. Fields that it does not name are dropped, so that a service cannot leak by accident. */
  answer: Answer;
  /** The HTTP status that goes with an answer; 200 where this is left out. */
  status?: (answer: z.output<Answer>) => number;
  /** A cookie that goes out with the answer, made from what the service answered. */
  cookie?: (answered: Answered, process: Pick<Runtime, "cipher" | "env">) => Cookie;
  /** Bytes that the body may have, where it needs more than other requests do. */
  limit?: number;
  /** Lets a load balancer ask by address; such a service must neither change nor tell anything that matters. */
  anyHost?: boolean;
};

/** A route that answers with JSON. */
export function json<
  Answer extends Schema,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Answered extends z.input<Answer> = z.input<Answer>,
>({
  service,
  params,
  query,
  body,
  answer,
  status,
  cookie,
  limit,
  anyHost = false,
}: Declaration<Params, Query, Body, Answer, Answered>): Handler {
  const handler = endpoint({
    guard: anyHost ? () => {} : guardFor(service),
    async act(exchange) {
      const { request, process } = exchange;
      const context = await admit(exchange, service);
      const path = parse(params, await exchange.params);
      const asked = parse(query, queryOf(request));
      const sent = parse(body, body && (await readJson(request, limit)));
      // What the path names, nothing else may.
      const answered = await service(context, together(asked, sent, path));
      const told = answer.parse(answered);
      const headers = {
        ...(cookie && { "set-cookie": setCookie(cookie(answered, process), process.env.appUrl) }),
      };
      return Response.json(told, { status: status?.(told) ?? 200, headers });
    },
  });
  return Object.assign(handler, { declared: { service, params, query, body, answer } satisfies Declared });
}
