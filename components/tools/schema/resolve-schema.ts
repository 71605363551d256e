import { isRecord, type JsonRecord, listAt } from "./json";

/** No honest schema wraps a value in more references and wrappings than this. */
const STEPS = 8;

/** Follows local references, and takes off the wrappings that say no more than "or null". */
export function resolveSchema(
  given: JsonRecord,
  { root, refs }: { root: JsonRecord; refs: readonly string[] },
): { schema: JsonRecord; refs: readonly string[]; nullable: boolean } {
  let schema = given;
  let seen = refs;
  let nullable = false;
  for (let step = 0; step < STEPS; step += 1) {
    const { $ref, ...beside } = schema;
    if (typeof $ref === "string") {
      const target = seen.includes($ref) ? undefined : lookUp(root, $ref);
      if (!isRecord(target)) break;
      seen = [...seen, $ref];
      schema = { ...target, ...beside };
      continue;
    }
    const wrapping = ["anyOf", "oneOf", "allOf"].find((keyword) => listAt(schema, keyword).length > 0);
    if (!wrapping) break;
    const members = listAt(schema, wrapping).filter((member) => !isNullSchema(member));
    if (members.length < listAt(schema, wrapping).length) nullable = true;
    const [only] = members;
    if (members.length !== 1 || !isRecord(only)) break;
    const { [wrapping]: _unwrapped, ...around } = schema;
    schema = { ...only, ...around };
  }
  return { schema, refs: seen, nullable };
}

/** A JSON pointer within the schema (RFC 6901), as a fragment; undefined for any other reference. */
function lookUp(root: JsonRecord, reference: string): unknown {
  if (!reference.startsWith("#/")) return undefined;
  let found: unknown = root;
  for (const part of reference.slice(2).split("/")) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!isRecord(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

export function isNullSchema(schema: unknown): boolean {
  return isRecord(schema) && (schema.type === "null" || ("const" in schema && schema.const === null));
}
