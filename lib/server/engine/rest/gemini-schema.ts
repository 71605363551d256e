type Schema = Record<string, unknown>;

/** What Gemini's `Schema` knows, as it is; everything else is written into the description, so that it is not lost. */
const KEPT = new Set([
  "title",
  "nullable",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "pattern",
  "default",
]);
const FORMATS: Record<string, readonly string[]> = {
  string: ["enum", "date-time"],
  number: ["float", "double"],
  integer: ["int32", "int64"],
};
/** What says nothing to a model. */
const DROPPED = new Set(["$schema", "$id", "$defs", "definitions", "additionalProperties", "$comment"]);
const DEPTH = 16;

/**
 * A JSON Schema in the part of it that Gemini takes for a function's parameters; undefined where there are none, since
 * it refuses an object without properties.
 */
export function toGeminiSchema(schema: Schema): Schema | undefined {
  const { properties } = schema;
  if (!isSchema(properties) || Object.keys(properties).length === 0) return undefined;
  return convert(schema, schema, DEPTH);
}

function convert(source: Schema, root: Schema, depth: number): Schema {
  if (depth === 0) return { type: "object", description: "Any value." };
  const schema = resolve(source, root);
  const within = (value: unknown): Schema =>
    isSchema(value) ? convert(value, root, depth - 1) : { type: "string", description: "Any value." };
  const converted: Schema = {};
  const lost: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (KEPT.has(key)) converted[key] = value;
    else if (key === "properties" && isSchema(value)) {
      converted.properties = Object.fromEntries(
        Object.entries(value).map(([name, property]) => [name, within(property)]),
      );
    } else if (key === "items") converted.items = within(value);
    else if (!HANDLED.has(key) && !DROPPED.has(key)) lost[key] = value;
  }
  if (schema.type === "array") converted.items ??= { type: "string" };
  Object.assign(converted, typeOf(schema, within, lost), valuesOf(schema, lost));
  if (Array.isArray(schema.required)) {
    const known = isSchema(converted.properties) ? converted.properties : {};
    const required = schema.required.filter((name) => Object.hasOwn(known, String(name)));
    if (required.length > 0) converted.required = required;
  }
  const format = String(schema.format ?? "");
  if (format && FORMATS[String(converted.type)]?.includes(format)) converted.format = format;
  else if (format) lost.format = format;
  const description = inWords(schema.description, lost);
  return description ? { ...converted, description } : converted;
}

const HANDLED = new Set([
  "type",
  "enum",
  "const",
  "required",
  "format",
  "description",
  "anyOf",
  "oneOf",
  "allOf",
  "$ref",
]);

/** One type, and `nullable` for the null among several; alternatives become `anyOf`. */
function typeOf(schema: Schema, within: (value: unknown) => Schema, lost: Schema): Schema {
  const alternatives = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (alternatives) {
    const others = alternatives.filter((option) => !isSchema(option) || option.type !== "null");
    const nullable = others.length < alternatives.length ? { nullable: true } : {};
    const [only] = others;
    return others.length === 1
      ? { ...within(only), ...nullable }
      : { anyOf: others.map(within), ...nullable };
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    const nullable = types.length < schema.type.length ? { nullable: true } : {};
    if (types.length > 1) lost.type = types;
    return { type: types[0] ?? "string", ...nullable };
  }
  return { type: schema.type ?? (schema.properties ? "object" : "string") };
}

/** Gemini's enumerations are of texts; others are told in words. */
function valuesOf(schema: Schema, lost: Schema): Schema {
  const values = "const" in schema ? [schema.const] : schema.enum;
  if (!Array.isArray(values)) return {};
  if (values.every((value) => typeof value === "string" && value !== "")) return { enum: values };
  lost.enum = values;
  return {};
}

function inWords(description: unknown, lost: Schema): string {
  const rest = Object.keys(lost).length > 0 ? `(JSON Schema: ${JSON.stringify(lost)})` : "";
  return [typeof description === "string" ? description : "", rest].filter(Boolean).join(" ");
}

/** Follows a reference within the same schema, and takes in what all of several say. */
function resolve(schema: Schema, root: Schema): Schema {
  const { $ref, allOf, ...own } = schema;
  const target = typeof $ref === "string" ? lookUp($ref, root) : {};
  const parts = Array.isArray(allOf) ? allOf.filter(isSchema) : [];
  return Object.assign({}, target, ...parts, own);
}

function lookUp(pointer: string, root: Schema): Schema {
  if (!pointer.startsWith("#/")) return {};
  const names = pointer.slice(2).split("/");
  const found = names.reduce<unknown>(
    (value, name) => (isSchema(value) ? value[name.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
    root,
  );
  return isSchema(found) ? found : {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
