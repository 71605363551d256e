import type * as z from "zod/mini";
import type { ValidationError } from "@/lib/contracts/klavis/create-instance";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";

export type RequestPart = "body" | "query";

/**
 * A schema's complaint in the words of FastAPI and pydantic, which the upstream is made of: its clients read `type`
 * and `ctx`. `whole` is the part of the request that the schema was given.
 */
export function describeIssue(issue: z.core.$ZodIssue, part: RequestPart, whole: unknown): ValidationError[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const loc = [part, ...path];
  const input = valueAt(whole, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      loc: [...loc, key],
      msg: "Extra inputs are not permitted",
      type: "extra_forbidden",
      input: valueAt(whole, [...path, key]),
    }));
  }
  if (input === undefined) {
    return [{ loc, msg: "Field required", type: "missing", input: valueAt(whole, path.slice(0, -1)) }];
  }
  return [{ loc, input, ...explain(issue) }];
}

function explain(issue: z.core.$ZodIssue): Pick<ValidationError, "msg" | "type" | "ctx"> {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? OBJECT;
    case "invalid_union":
      return OBJECT;
    case "too_small":
      return issue.origin === "string" ? tooShort(Number(issue.minimum)) : tooSmall(Number(issue.minimum));
    case "too_big":
      return tooBig(Number(issue.maximum));
    case "invalid_value": {
      // The server name's schema resolves spellings by itself and leaves the list out.
      const expected = alternatives(issue.values.length > 0 ? issue.values.map(String) : SERVER_NAMES);
      return { msg: `Input should be ${expected}`, type: "enum", ctx: { expected } };
    }
    default:
      return { msg: `Value error, ${issue.message}`, type: "value_error", ctx: { error: issue.message } };
  }
}

const OBJECT = {
  msg: "Input should be a valid dictionary or object to extract fields from",
  type: "model_attributes_type",
};
const INTEGER = {
  msg: "Input should be a valid integer, unable to parse string as an integer",
  type: "int_parsing",
};
const TYPES: Record<string, { msg: string; type: string }> = {
  string: { msg: "Input should be a valid string", type: "string_type" },
  boolean: { msg: "Input should be a valid boolean", type: "bool_type" },
  record: { msg: "Input should be a valid dictionary", type: "dict_type" },
  number: INTEGER,
  int: INTEGER,
};

function tooShort(least: number) {
  const characters = least === 1 ? "1 character" : `${least} characters`;
  return {
    msg: `String should have at least ${characters}`,
    type: "string_too_short",
    ctx: { min_length: least },
  };
}

function tooSmall(least: number) {
  return {
    msg: `Input should be greater than or equal to ${least}`,
    type: "greater_than_equal",
    ctx: { ge: least },
  };
}

function tooBig(most: number) {
  return { msg: `Input should be less than or equal to ${most}`, type: "less_than_equal", ctx: { le: most } };
}

/** `'a', 'b' or 'c'` */
function alternatives(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter(Boolean).join(" or ");
}

function valueAt(whole: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    whole,
  );
}
