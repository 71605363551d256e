import * as z from "zod/mini";

/**
 * What the upstream knows of a schema beside what zod does: the name that it goes by in the API's document, and in the
 * `loc` of a 422. Where `values` are given, the schema is an enumeration that understands more spellings than these.
 */
export type Meaning = { id: string; values?: readonly string[] };

export const meanings = z.registry<Meaning>();

/** Gives a schema its name. */
export function named<Schema extends z.ZodMiniType>(id: string, schema: Schema): Schema {
  meanings.add(schema, { id });
  return schema;
}
