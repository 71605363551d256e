import type { Bound, Choice, Field, ObjectField, Property } from "./field";
import { isRecord, type JsonRecord, listAt, numberAt, recordAt, textAt } from "./json";
import { isNullSchema, resolveSchema } from "./resolve-schema";

/** A schema comes from a stranger, and a few lines of `$ref` can unfold without end: what lies beyond is given as JSON. */
const DEEPEST = 8;
const FIELDS_AT_MOST = 400;

type Reading = { root: JsonRecord; refs: readonly string[]; depth: number; budget: { left: number } };

/** The arguments of a tool as a form's fields, from its JSON Schema (2020-12, and the older drafts that servers use). */
export function readArgumentsSchema(schema: JsonRecord): ObjectField {
  const reading: Reading = { root: schema, refs: [], depth: 0, budget: { left: FIELDS_AT_MOST } };
  const { schema: resolved } = resolveSchema(schema, reading);
  return { ...common(resolved), kind: "object", properties: readProperties(resolved, reading) };
}

function readField(given: unknown, before: Reading): Field {
  before.budget.left -= 1;
  if (!isRecord(given)) return { ...common({}), kind: "json", words: "any value" };
  const { schema, refs, nullable } = resolveSchema(given, before);
  const basis = { ...common(schema), nullable: nullable || allowsNull(schema) };
  const reading = { ...before, refs, depth: before.depth + 1 };
  if (reading.depth > DEEPEST || before.budget.left < 0 || "$ref" in schema) {
    return { ...basis, kind: "json", words: "JSON" };
  }
  const options = readChoices(schema);
  if (options) return { ...basis, kind: "choice", options };
  switch (readType(schema)) {
    case "string":
      return {
        ...basis,
        kind: "text",
        format: textAt(schema, "format"),
        least: numberAt(schema, "minLength") ?? 0,
        most: numberAt(schema, "maxLength"),
      };
    case "integer":
      return { ...basis, kind: "number", whole: true, ...readBounds(schema) };
    case "number":
      return { ...basis, kind: "number", whole: false, ...readBounds(schema) };
    case "boolean":
      return { ...basis, kind: "boolean" };
    case "array":
      return { ...basis, ...readList(schema, reading) };
    case "object": {
      const properties = readProperties(schema, reading);
      if (properties.length > 0) return { ...basis, kind: "object", properties };
      return { ...basis, kind: "json", words: "object" };
    }
    default:
      return { ...basis, kind: "json", words: "any value" };
  }
}

function readProperties(schema: JsonRecord, reading: Reading): Property[] {
  const required = listAt(schema, "required");
  return Object.entries(recordAt(schema, "properties")).map(([name, property]) => ({
    name,
    required: required.includes(name),
    field: readField(property, reading),
  }));
}

function readList(
  schema: JsonRecord,
  reading: Reading,
): { kind: "list"; item: Field; least: number; most: number | null } | { kind: "json"; words: string } {
  if (listAt(schema, "prefixItems").length > 0) return { kind: "json", words: "list" };
  const item = readField(schema.items, reading);
  if (item.kind === "list" || item.kind === "json") return { kind: "json", words: "list" };
  return {
    kind: "list",
    item,
    least: numberAt(schema, "minItems") ?? 0,
    most: numberAt(schema, "maxItems"),
  };
}

/** From `enum`, `const`, or an `anyOf` of constants; null where any value will do. */
function readChoices(schema: JsonRecord): Choice[] | null {
  if ("const" in schema) return [choice(schema.const)];
  const values = listAt(schema, "enum").filter((value) => value !== null);
  if (values.length > 0) return values.map((value) => choice(value));
  const members = [...listAt(schema, "anyOf"), ...listAt(schema, "oneOf")].filter(
    (member) => !isNullSchema(member),
  );
  if (members.length === 0) return null;
  if (!members.every((member) => isRecord(member) && "const" in member)) return null;
  return members.filter(isRecord).map((member) => choice(member.const, textAt(member, "title")));
}

function choice(value: unknown, title: string | null = null): Choice {
  const key = JSON.stringify(value) ?? "null";
  return { key, label: title ?? (typeof value === "string" && value !== "" ? value : key) };
}

/** The one type that a schema allows beside null; null where there are several. */
function readType(schema: JsonRecord): string | null {
  if (["anyOf", "oneOf", "allOf"].some((keyword) => listAt(schema, keyword).length > 0)) return null;
  const types = [schema.type].flat().filter((type) => type !== "null" && type !== undefined);
  if (types.length === 1 && typeof types[0] === "string") return types[0];
  if (types.length > 1) return null;
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : null;
}

/** What every whole number of a computer fits into is no bound worth a word. */
function readBounds(schema: JsonRecord): { least: Bound | null; most: Bound | null } {
  const bound = (inclusive: string, exclusive: string): Bound | null => {
    const at = numberAt(schema, exclusive) ?? numberAt(schema, inclusive);
    if (at === null || Math.abs(at) >= Number.MAX_SAFE_INTEGER) return null;
    return { value: at, exclusive: numberAt(schema, exclusive) !== null };
  };
  return { least: bound("minimum", "exclusiveMinimum"), most: bound("maximum", "exclusiveMaximum") };
}

function common(schema: JsonRecord): { description: string; nullable: boolean; fallback: unknown } {
  return {
    description: textAt(schema, "description") ?? textAt(schema, "title") ?? "",
    nullable: false,
    fallback: schema.default,
  };
}

function allowsNull(schema: JsonRecord): boolean {
  return (
    schema.nullable === true ||
    [schema.type].flat().includes("null") ||
    listAt(schema, "enum").includes(null) ||
    [...listAt(schema, "anyOf"), ...listAt(schema, "oneOf")].some(isNullSchema)
  );
}
