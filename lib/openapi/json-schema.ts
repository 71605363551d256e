import * as z from "zod/mini";

type Json = Record<string, unknown>;

/** A schema in JSON Schema, without names: what goes in, or what comes out. Where zod cannot say it, anything goes. */
export function inFull(schema: z.core.$ZodType, io: "input" | "output"): Json {
  return tidy(z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" }));
}

/** The parameters that the fields of schemas are, by the place where they stand. */
export function parametersOf(
  parts: Record<"path" | "query", z.ZodMiniObject>,
  schemaOf: (schema: z.core.$ZodType) => Json,
): { parameters?: Json[] } {
  const parameters = Object.entries(parts).flatMap(([place, { shape }]) =>
    Object.entries(shape).map(([name, schema]) => {
      const required = place === "path" || !["optional", "default"].includes(schema._zod.def.type);
      return { name, in: place, required, schema: schemaOf(schema) };
    }),
  );
  return parameters.length > 0 ? { parameters } : {};
}

/**
 * Without what a document says once for all of its schemas, and `null` said as the upstream's document says it.
 * @param rename what becomes of references
 */
export function tidy(schema: Json, rename: (reference: string) => string = (reference) => reference): Json {
  const { $schema: _, $id: __, propertyNames: ___, ...rest } = schema;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === "$ref" ? rename(String(value)) : tidyValue(value, rename),
    ]),
  );
  if (converted.format === "uuid") delete converted.pattern;
  if (isEmpty(converted.additionalProperties)) delete converted.additionalProperties;
  if (converted.maximum === Number.MAX_SAFE_INTEGER) delete converted.maximum;
  if (converted.minimum === Number.MIN_SAFE_INTEGER) delete converted.minimum;
  if (Array.isArray(converted.anyOf)) converted.anyOf = converted.anyOf.flatMap(alternativesOf);
  const { type, ...others } = converted;
  if (!Array.isArray(type)) return converted;
  return { anyOf: type.map((one) => (one === "null" ? { type: one } : { type: one, ...others })) };
}

/** A choice among choices is one choice. */
function alternativesOf(schema: Json): unknown[] {
  return Object.keys(schema).length === 1 && Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
}

/** A schema that takes anything, which is what goes without saying. */
function isEmpty(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && Object.keys(schema).length === 0;
}

function tidyValue(value: unknown, rename: (reference: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => tidyValue(item, rename));
  return typeof value === "object" && value !== null ? tidy(value as Json, rename) : value;
}
