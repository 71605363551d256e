import type * as z from "zod/mini";
import { SCIM } from "@/lib/contracts/scim";
import { type Context, contextFor, type System } from "../context";
import { PatchbayError, PROBLEM_KINDS } from "../errors";
import { scimTypeOf } from "../services/scim/problem";
import { DIRECTORY, isScimToken } from "../services/scim/token";
import { authorize, type Verb } from "../verb";
import { readJson } from "./body";
import { endpoint, type Handler, type Parsed, parse, queryOf, together } from "./endpoint";
import { requireOwnHost } from "./origin";
import { bearerOf } from "./session";

type Schema = z.ZodMiniType | undefined;

type Declaration<Query, Params, Body> = {
  service: Verb<System, [input: Parsed<Query> & Parsed<Params> & Parsed<Body>], unknown>;
  query?: Query;
  params?: Params;
  body?: Body;
  /** Of an answer that is no failure. */
  status?: 200 | 201 | 204;
};

const TYPES = ["application/scim+json", "application/json"];

/** An endpoint for a directory, which shows its token and no cookie, in the form of SCIM 2.0 (RFC 7644). */
export function scimRoute<
  Query extends Schema = undefined,
  Params extends Schema = undefined,
  Body extends Schema = undefined,
>({ service, query, params, body, status = 200 }: Declaration<Query, Params, Body>): Handler {
  return endpoint({
    guard: requireOwnHost,
    async act({ request, process, asked, params: segment }) {
      const token = bearerOf(request.headers);
      if (token === undefined || !(await isScimToken(process.database.db, token))) {
        throw new PatchbayError("unauthenticated", "This console knows no such token.");
      }
      authorize(DIRECTORY, service);
      const context: Context<System> = contextFor(process, DIRECTORY, asked);
      const input = together(
        parse(query, queryOf(request)),
        parse(params, await segment),
        parse(body, body && (await readJson(request, undefined, TYPES))),
      );
      const answer = await service(context, input);
      return status === 204 ? new Response(null, { status }) : scimAnswer(answer, status);
    },
    refuse: scimProblem,
  });
}

/** What a directory may read without a token: it says nothing of anybody. */
export function scimDescription(description: (appUrl: string) => object): Handler {
  return endpoint({
    guard: requireOwnHost,
    act: async ({ process }) => scimAnswer(description(process.env.appUrl), 200),
    refuse: scimProblem,
  });
}

function scimAnswer(answer: unknown, status: number): Response {
  return Response.json(answer, { status, headers: { "content-type": "application/scim+json" } });
}

/** RFC 7644, section 3.12: what is wrong with the request is 400 there. */
function scimProblem(error: PatchbayError): Response {
  const known = PROBLEM_KINDS[error.code].status;
  const status = error.code === "invalid" ? 400 : known;
  const scimType = scimTypeOf(error) ?? (status === 400 ? "invalidSyntax" : undefined);
  const [field, messages] = Object.entries(error.fields ?? {})[0] ?? [];
  const detail = field ? `${field}: ${messages?.[0]}` : error.message;
  const answer = { schemas: [SCIM.error], status: String(status), ...(scimType && { scimType }), detail };
  const response = scimAnswer(answer, status);
  if (status === 401) response.headers.set("www-authenticate", "Bearer");
  return response;
}
