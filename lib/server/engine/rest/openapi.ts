import * as z from "zod/mini";
import { httpValidationErrorSchema } from "@/lib/contracts/klavis/create-instance";
import { meanings, named } from "@/lib/contracts/klavis/meaning";
import { parametersOf, tidy } from "@/lib/openapi/json-schema";
import { authorizePages } from "./authorize-pages";
import type { Operation } from "./operation";

type Json = Record<string, unknown>;

const refusalSchema = named("Refusal", z.object({ detail: z.string() }));
const REFUSALS = {
  400: "Bad Request",
  401: "No API Key",
  403: "Wrong API Key, Or One Without The Scope",
  404: "Not Found",
  413: "Request Too Large",
  429: "Too Many Requests; See Retry-After",
};

/** The API in OpenAPI 3.1, made of the schemas that requests are checked by. */
export function openApiDocument(operations: readonly Operation[], appUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  for (const { slug, parameters } of authorizePages()) {
    paths[`/oauth/${slug}/authorize`] = { get: describePage(slug, parameters) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Patchbay engine",
      description: "The Klavis API, answered by this installation.",
      version: "0.1.0",
    },
    servers: [{ url: `${appUrl}/engine` }],
    security: [],
    paths,
    components: {
      schemas: components(),
      securitySchemes: { HTTPBearer: { type: "http", scheme: "bearer" } },
    },
  };
}

function describeOperation({
  id,
  tag,
  summary,
  scope,
  params,
  query,
  contract,
  answer,
  refusals,
}: Operation): Json {
  const special = Object.entries(refusals).map(([status, schema]) => [status, content("Refused", schema)]);
  return {
    tags: [tag],
    summary,
    operationId: id,
    "x-scope": scope,
    ...parametersOf({ path: params, query }, schemaOf),
    ...(contract && {
      requestBody: { content: { "application/json": { schema: schemaOf(contract) } }, required: true },
    }),
    responses: {
      200: content("Successful Response", answer),
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, words]) => [status, content(words, refusalSchema)]),
      ),
      422: content("Validation Error", httpValidationErrorSchema),
      ...Object.fromEntries(special),
    },
    security: [{ HTTPBearer: [] }],
  };
}

function describePage(slug: string, parameters: { name: string; required: boolean }[]): Json {
  return {
    tags: ["oauth"],
    summary: `The page at which a person connects their account (${slug})`,
    operationId: `authorize_${slug.replaceAll("-", "_")}`,
    parameters: parameters.map((parameter) => ({ ...parameter, in: "query", schema: { type: "string" } })),
    responses: {
      303: { description: "To the provider, or to its stand-in" },
      400: { description: "A page that says what is not right" },
      404: { description: "A page: no instance waits to be connected here" },
    },
  };
}

function content(description: string, schema: z.ZodMiniType): Json {
  return { description, content: { "application/json": { schema: schemaOf(schema) } } };
}

const reference = (id: string) => `#/components/schemas/${id}`;

/** A reference to a schema that has a name; any other in full. */
function schemaOf(schema: z.core.$ZodType): Json {
  const known = meanings.get(schema);
  if (known) return { $ref: reference(known.id) };
  const { $defs: _, ...whole } = z.toJSONSchema(schema, { io: "input", metadata: meanings });
  return tidy(whole, (name) => name.replace("#/$defs/", reference("")));
}

function components(): Json {
  const { schemas } = z.toJSONSchema(meanings, {
    io: "input",
    uri: reference,
    override({ zodSchema, jsonSchema }) {
      const values = meanings.get(zodSchema)?.values;
      if (values) jsonSchema.enum = [...values];
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, { ...tidy(schema as Json), title: id }]),
  );
}
