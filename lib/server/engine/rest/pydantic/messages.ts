import type { ValidationError } from "@/lib/contracts/klavis/create-instance";

/** Where in a request something is wrong, beginning with the part: `["body", "userId"]`. */
export type Location = ValidationError["loc"];

/** What pydantic 2.13 says of a value, beside where it stands and what it was. */
export type Complaint = Pick<ValidationError, "type" | "msg" | "ctx">;

export const MISSING: Complaint = { type: "missing", msg: "Field required" };
export const EXTRA: Complaint = { type: "extra_forbidden", msg: "Extra inputs are not permitted" };
export const NOT_A_STRING: Complaint = { type: "string_type", msg: "Input should be a valid string" };
export const NOT_UNICODE: Complaint = {
  type: "string_unicode",
  msg: "Input should be a valid string, unable to parse raw data as a unicode string",
};
export const NOT_A_BOOLEAN: Complaint = { type: "bool_type", msg: "Input should be a valid boolean" };
export const NO_BOOLEAN_IN_IT: Complaint = {
  type: "bool_parsing",
  msg: "Input should be a valid boolean, unable to interpret input",
};
export const NO_INTEGER_IN_IT: Complaint = {
  type: "int_parsing",
  msg: "Input should be a valid integer, unable to parse string as an integer",
};
export const INTEGER_TOO_LONG: Complaint = {
  type: "int_parsing_size",
  msg: "Unable to parse input string as an integer, exceeded maximum size",
};
export const NOT_A_DICTIONARY: Complaint = { type: "dict_type", msg: "Input should be a valid dictionary" };
export const NOT_A_LIST: Complaint = { type: "list_type", msg: "Input should be a valid list" };
export const NOT_AN_OBJECT: Complaint = {
  type: "model_attributes_type",
  msg: "Input should be a valid dictionary or object to extract fields from",
};

export function tooShort(least: number): Complaint {
  const characters = least === 1 ? "1 character" : `${least} characters`;
  return {
    type: "string_too_short",
    msg: `String should have at least ${characters}`,
    ctx: { min_length: least },
  };
}

export function tooSmall(least: number): Complaint {
  const msg = `Input should be greater than or equal to ${least}`;
  return { type: "greater_than_equal", msg, ctx: { ge: least } };
}

export function tooBig(most: number): Complaint {
  return { type: "less_than_equal", msg: `Input should be less than or equal to ${most}`, ctx: { le: most } };
}

export function noneOf(type: "enum" | "literal_error", values: readonly string[]): Complaint {
  const expected = alternatives(values);
  return { type, msg: `Input should be ${expected}`, ctx: { expected } };
}

export function noUuid(error: string): Complaint {
  return { type: "uuid_parsing", msg: `Input should be a valid UUID, ${error}`, ctx: { error } };
}

/** What no type of pydantic's says: a rule of our own, in our own words. */
export function wrongValue(error: string): Complaint {
  return { type: "value_error", msg: `Value error, ${error}`, ctx: { error } };
}

/** `'a', 'b' or 'c'` */
function alternatives(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter(Boolean).join(" or ");
}
