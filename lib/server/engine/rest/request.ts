import type { Context } from "hono";
import type * as z from "zod/mini";
import type { ValidationError } from "@/lib/contracts/klavis/create-instance";
import { withFurtherNames } from "@/lib/contracts/klavis/server-name";
import type { EngineEnv } from "../context";
import { InvalidRequest, refusal } from "./answers";
import { JsonError, parseJson } from "./pydantic/json";
import { MISSING } from "./pydantic/messages";
import { type Outcome, read } from "./pydantic/read";

/** What an operation says of its requests. */
type Shape = {
  params: z.ZodMiniType;
  query: z.ZodMiniObject;
  body: z.ZodMiniType | undefined;
  /** Whether its body holds a credential. An error then does not repeat what was sent. */
  secret: boolean;
};

/**
 * A request as an operation's schemas understand it. As in FastAPI, a body that is no JSON is complained of alone;
 * else everything that is wrong is told at once: of the path, then of the query, then of the body.
 * @throws InvalidRequest
 * @throws HTTPException 400 where the body is no text
 */
export async function readRequest<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniObject,
  Body extends z.ZodMiniType,
>(
  c: Context<EngineEnv>,
  operation: Shape,
): Promise<{ params: z.output<Params>; query: z.output<Query>; body: z.output<Body> }> {
  const echo = !operation.secret;
  const sent = operation.body && (await readJson(c.req.raw, echo));
  const readAll = () => {
    const path = read(operation.params, c.req.param(), ["path"]);
    const query = read(operation.query, parameters(operation.query, c.req.queries()), ["query"]);
    const body = operation.body ? readBody(operation.body, sent) : { value: undefined };
    return { path, query, body, errors: [path, query, body].flatMap((outcome) => outcome.errors ?? []) };
  };
  let outcome = readAll();
  if (outcome.errors.some(({ type }) => type === "enum")) {
    const added = await c.var.addedServers();
    if (added.length > 0) outcome = withFurtherNames(added, readAll);
  }
  const { path, query, body, errors } = outcome;
  if (errors.length > 0) throw new InvalidRequest(echo ? errors : errors.map(withoutInput));
  return {
    params: path.value as z.output<Params>,
    query: query.value as z.output<Query>,
    body: body.value as z.output<Body>,
  };
}

/** FastAPI goes by the last where a parameter that is no list is given more than once. */
function parameters(
  { shape }: z.ZodMiniObject,
  queries: Record<string, string[]>,
): Record<string, string[] | string | undefined> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [
      name,
      shape[name] && isList(shape[name]) ? values : values.at(-1),
    ]),
  );
}

function isList(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return "innerType" in def ? isList(def.innerType) : def.type === "array";
}

function readBody(schema: z.ZodMiniType, sent: unknown): Outcome<unknown> {
  if (sent === null || sent === undefined) return { errors: [{ ...MISSING, loc: ["body"], input: null }] };
  return read(schema, sent, ["body"]);
}

/** What the body says; undefined where there is none. */
async function readJson(request: Request, echo: boolean): Promise<unknown> {
  const text = decode(await request.arrayBuffer());
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { reason, offset } = error;
    const fault: ValidationError = {
      type: "json_invalid",
      loc: ["body", offset],
      msg: "JSON decode error",
      input: {},
      ctx: { error: reason },
    };
    throw new InvalidRequest([echo ? fault : withoutInput(fault)]);
  }
}

/** Bytes that are no UTF-8 are refused, since what stood in for them would make one text of many. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refusal(400, "There was an error parsing the body");
  }
}

function withoutInput({ input: _, ...error }: ValidationError): ValidationError {
  return error;
}
