import type * as z from "zod/mini";
import { type Action, ruleOf } from "@/lib/contracts/action";
import { problemSchema } from "@/lib/contracts/problem";
import { PROBLEM_CODES } from "@/lib/contracts/terms/problem";
import type { Content, JsonSchema, OpenApiDocument, Operation } from "@/lib/openapi/document";
import { inFull, parametersOf } from "@/lib/openapi/json-schema";
import type { Caller } from "../context";
import { PROBLEM_KINDS } from "../errors";

type Schema = z.ZodMiniType;

/** What a route declares, as far as its description goes. */
export type Declared = {
  service: { action: Action; callers: readonly Caller["kind"][] };
  params?: Schema | undefined;
  query?: Schema | undefined;
  body?: Schema | undefined;
  /** JSON of that schema, or a file of CSV. */
  answer: Schema | "csv";
};

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** A path with its handlers, and a sentence on each that an API key may call. */
export type DescribedRoute = {
  path: string;
  handlers: Partial<Record<Method, unknown>>;
  summaries: Partial<Record<Method, string>>;
};

/** Whether an API key may call it. */
export function isForKeys({ service: { action, callers } }: Declared): boolean {
  return callers.includes("apiKey") && !ruleOf(action).peopleOnly;
}

export function declaredBy(handler: unknown): Declared | undefined {
  return typeof handler === "function" && "declared" in handler ? (handler.declared as Declared) : undefined;
}

/** The console's own API in OpenAPI 3.1, made of the contracts that its routes declare. */
export function describeConsole(routes: readonly DescribedRoute[], appUrl: string): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const { path, handlers, summaries } of routes) {
    for (const method of METHODS) {
      const [declared, summary] = [declaredBy(handlers[method]), summaries[method]];
      if (!declared || !summary || !isForKeys(declared)) continue;
      paths[path] = {
        ...paths[path],
        [method.toLowerCase()]: describeOperation(method, path, summary, declared),
      };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Patchbay console",
      description: "What the console's pages do, for programs with an API key of the scope console.",
      version: "0.1.0",
    },
    servers: [{ url: appUrl }],
    paths,
    components: {
      schemas: { Problem: { ...(inFull(problemSchema, "output") as JsonSchema), title: "Problem" } },
      securitySchemes: { HTTPBearer: { type: "http", scheme: "bearer" } },
    },
  };
}

function describeOperation(method: Method, path: string, summary: string, declared: Declared): Operation {
  const { service, params, query, body, answer } = declared;
  const { role } = ruleOf(service.action);
  return {
    operationId: operationId(method, path),
    tags: [path.split("/")[2] ?? "console"],
    summary,
    "x-scope": "console",
    ...(role && { "x-role": role }),
    ...(parametersOf({ path: fieldsOf(params), query: fieldsOf(query) }, (schema) =>
      inFull(schema, "input"),
    ) as Pick<Operation, "parameters">),
    ...(body && {
      requestBody: {
        content: { "application/json": { schema: inFull(body, "input") as JsonSchema } },
        required: true as const,
      },
    }),
    responses: {
      200:
        answer === "csv"
          ? { description: "A file of CSV", content: { "text/csv": { schema: { type: "string" } } } }
          : content("Done", inFull(answer, "output") as JsonSchema),
      ...Object.fromEntries(PROBLEMS),
    },
    security: [{ HTTPBearer: [] }],
  };
}

/** By status, what may come instead: any of them, since an upstream may stand behind each. */
const PROBLEMS: [string, Content][] = [...new Set(PROBLEM_CODES.map((code) => PROBLEM_KINDS[code].status))]
  .sort()
  .map((status) => {
    const titles = PROBLEM_CODES.map((code) => PROBLEM_KINDS[code])
      .filter((kind) => kind.status === status)
      .map(({ title }) => title);
    const schema = { $ref: "#/components/schemas/Problem" };
    return [
      String(status),
      {
        description: [...new Set(titles)].join(", or: "),
        content: { "application/problem+json": { schema } },
      },
    ];
  });

function content(description: string, schema: JsonSchema): Content {
  return { description, content: { "application/json": { schema } } };
}

/** `GET /api/instances/{id}/tools` as `getInstancesIdTools`. */
function operationId(method: string, path: string): string {
  const words = path.replace(/^\/api/, "").match(/\w+/g) ?? [];
  return method.toLowerCase() + words.map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join("");
}

/** The fields of what a path or a query holds. */
function fieldsOf(schema: Schema | undefined): z.ZodMiniObject {
  return (schema && "shape" in schema ? schema : { shape: {} }) as z.ZodMiniObject;
}
