/** A document of OpenAPI 3.1, as far as ours go. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};

export type Parameter = {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: JsonSchema;
};

export type Content = { description: string; content?: Record<string, { schema: JsonSchema }> };

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  /** The scope that an API key needs. */
  "x-scope"?: string;
  /** The least role of whoever calls it. */
  "x-role"?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }>; required: true };
  responses: Record<string, Content>;
  security?: Record<string, string[]>[];
};

export type OpenApiDocument = {
  openapi: string;
  info: { title: string; description: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> };
};

/** What a schema says, wherever it says it. */
export function resolve(document: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.split("/").at(-1);
  const named = name === undefined ? undefined : document.components.schemas[name];
  return named ? { ...named, ...without(schema, "$ref") } : schema;
}

function without<K extends string>(schema: JsonSchema, key: K): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
}
