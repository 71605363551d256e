import type { Context } from "hono";
import * as z from "zod/mini";
import type { EngineScope } from "@/lib/contracts/api-key";
import type { EngineEnv } from "../context";
import { refusal } from "./answers";
import { readRequest } from "./request";
import { tellUse } from "./tell-use";

/** A part of a request that has no fields. */
const nothing = z.object({});
type Fields = z.ZodMiniObject;

/** One operation of the API. What is declared here is checked, and is what `/engine/openapi.json` says. */
export type Operation = {
  /** As the API's own document has it: SDKs name their methods after it. */
  id: string;
  method: "get" | "post" | "patch" | "delete";
  /** Parameters stand in braces. */
  path: `/${string}`;
  tag: "mcp-server" | "user" | "oauth" | "white-labeling";
  summary: string;
  scope: EngineScope;
  params: Fields;
  query: Fields;
  body: z.ZodMiniType | undefined;
  /** What the contract says of the body, where the engine asks for more. */
  contract: z.ZodMiniType | undefined;
  answer: z.ZodMiniType;
  /** Answers of its own beside the usual ones, by status. */
  refusals: Record<number, z.ZodMiniType>;
  /** Whether its body holds a credential. An error then does not repeat what was sent. */
  secret: boolean;
};

type Declaration<Params, Query, Body, Answer> = Omit<
  Operation,
  "params" | "query" | "body" | "answer" | "secret" | "refusals" | "contract"
> & {
  params?: Params;
  query?: Query;
  body?: Body;
  contract?: z.ZodMiniType;
  answer: Answer;
  secret?: true;
  refusals?: Operation["refusals"];
};

type Given<Params, Query, Body> = {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  account: string;
  requestId: string;
  /** Aborted when the caller no longer waits. */
  signal: AbortSignal;
};

/** An operation with what answers it. */
export type Route = { operation: Operation; handle(c: Context<EngineEnv>): Promise<Response> };

/** Ties an operation to what answers it, which is given the request as its schemas understand it. */
export function route<
  Answer extends z.ZodMiniType,
  Params extends Fields = typeof nothing,
  Query extends Fields = typeof nothing,
  Body extends z.ZodMiniType = z.ZodMiniUndefined,
>(
  declaration: Declaration<Params, Query, Body, Answer>,
  answer: (given: Given<Params, Query, Body>) => Promise<z.output<Answer>> | z.output<Answer>,
): Route {
  const { params, query, body } = declaration;
  const operation: Operation = {
    ...declaration,
    params: params ?? nothing,
    query: query ?? nothing,
    body,
    contract: declaration.contract ?? body,
    secret: declaration.secret ?? false,
    refusals: declaration.refusals ?? {},
  };
  return {
    operation,
    async handle(c) {
      const { key, requestId } = c.var;
      const answered = await tellUse(c, operation, async (understood) => {
        if (!key.scopes.includes(operation.scope)) {
          throw refusal(403, `This API key lacks the scope "${operation.scope}", which this needs`);
        }
        const request = await readRequest<Params, Query, Body>(c, operation);
        understood(request);
        return answer({ ...request, account: key.account, requestId, signal: c.req.raw.signal });
      });
      return c.json(answered);
    },
  };
}
