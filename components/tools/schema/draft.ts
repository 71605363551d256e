import type { Draft, Field, ObjectDraft, ObjectField } from "./field";
import { isRecord, type JsonRecord, ownAt, printJson, sameJson } from "./json";
import { readDraft } from "./read-draft";

/** A field in which nothing is given. */
export function emptyDraft(field: Field): Draft {
  switch (field.kind) {
    case "list":
      return { kind: "list", items: [] };
    case "object":
      return objectDraft(field, ({ field: inner }) => emptyDraft(inner));
    case "json":
      return { kind: "json", text: "" };
    default:
      return { kind: "scalar", text: "" };
  }
}

/**
 * A field as it is offered: with the schema's defaults. One that the field's control cannot show, such as an empty text,
 * is left to the server; and what is inside an optional object waits until somebody begins it.
 */
export function initialDraft(field: Field, required: boolean): Draft {
  if (field.fallback !== undefined) {
    const offered = draftOf(field, field.fallback, required);
    return offered.kind === "json" && field.kind !== "json" ? emptyDraft(field) : offered;
  }
  if (field.kind === "object" && required) {
    return objectDraft(field, (property) => initialDraft(property.field, property.required));
  }
  if (field.kind === "choice" && required && field.options.length === 1) {
    return { kind: "scalar", text: field.options[0]?.key ?? "" };
  }
  return emptyDraft(field);
}

/** A JSON value as a draft that gives back that very value: what a field's own control cannot is held as JSON. */
export function draftOf(field: Field, value: unknown, required: boolean): Draft {
  const fitted = match(field, value);
  if (fitted && sameJson(readDraft(field, fitted, required).value, value)) return fitted;
  return { kind: "json", text: printJson(value) };
}

function match(field: Field, value: unknown): Draft | null {
  if (value === null) return field.kind === "json" ? null : emptyDraft(field);
  switch (field.kind) {
    case "text":
      return typeof value === "string" ? { kind: "scalar", text: value } : null;
    case "number":
      return typeof value === "number" ? { kind: "scalar", text: String(value) } : null;
    case "boolean":
      return typeof value === "boolean" ? { kind: "scalar", text: String(value) } : null;
    case "choice": {
      const option = field.options.find(({ key }) => sameJson(JSON.parse(key), value));
      return option ? { kind: "scalar", text: option.key } : null;
    }
    case "list":
      if (!Array.isArray(value)) return null;
      return {
        kind: "list",
        items: value.map((item, id) => ({ id, draft: draftOf(field.item, item, true) })),
      };
    case "object":
      return isRecord(value) ? matchObject(field, value) : null;
    case "json":
      return null;
  }
}

function matchObject(field: ObjectField, value: JsonRecord): ObjectDraft {
  const names = new Set(field.properties.map(({ name }) => name));
  const draft = objectDraft(field, ({ name, field: inner, required }) => {
    const given = ownAt(value, name);
    return given === undefined ? emptyDraft(inner) : draftOf(inner, given, required);
  });
  return { ...draft, rest: Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name))) };
}

function objectDraft(
  { properties }: ObjectField,
  make: (property: ObjectField["properties"][number]) => Draft,
): ObjectDraft {
  return {
    kind: "object",
    properties: Object.fromEntries(properties.map((property) => [property.name, make(property)])),
    rest: {},
  };
}
