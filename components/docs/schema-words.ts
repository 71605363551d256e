import { type JsonSchema, type OpenApiDocument, resolve } from "@/lib/openapi/document";

/** So many values of an enumeration are told; the document has all. */
const VALUES = 8;

/** What a value may be, in a few words. */
export function schemaWords(document: OpenApiDocument, schema: JsonSchema): string {
  const known = resolve(document, schema);
  const alternatives = known.anyOf ?? known.oneOf;
  if (alternatives) {
    return [...new Set(alternatives.map((one) => schemaWords(document, one)))].join(" or ");
  }
  if (known.const !== undefined) return JSON.stringify(known.const);
  if (known.enum) {
    const told = known.enum.slice(0, VALUES).map((value) => JSON.stringify(value));
    const more = known.enum.length - told.length;
    return more > 0 ? `${told.join(", ")} and ${more} more` : told.join(", ");
  }
  if (known.type === "array")
    return `list of ${known.items ? schemaWords(document, known.items) : "anything"}`;
  return [known.format ?? known.type ?? "anything", limitWords(known)].filter(Boolean).join(", ");
}

function limitWords({ minLength, maxLength, minimum, maximum }: JsonSchema): string {
  const least =
    minLength !== undefined
      ? `${minLength} characters or more`
      : minimum !== undefined && `${minimum} or more`;
  const most =
    maxLength !== undefined
      ? `at most ${maxLength} characters`
      : maximum !== undefined && `at most ${maximum}`;
  return [least, most].filter(Boolean).join(", ");
}

/** The fields of an object, or of the objects in a list; of alternatives, those of all. */
export function fieldsOf(
  document: OpenApiDocument,
  schema: JsonSchema,
): { name: string; schema: JsonSchema; required: boolean }[] {
  const known = resolve(document, schema);
  const alternatives = known.anyOf ?? known.oneOf;
  if (alternatives) {
    const fields = alternatives.flatMap((one) => fieldsOf(document, one));
    return fields.filter(({ name }, index) => fields.findIndex((each) => each.name === name) === index);
  }
  if (known.items) return fieldsOf(document, known.items);
  return Object.entries(known.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: known.required?.includes(name) ?? false,
  }));
}
