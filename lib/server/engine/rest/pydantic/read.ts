import type * as z from "zod/mini";
import type { ValidationError } from "@/lib/contracts/klavis/create-instance";
import { meanings } from "@/lib/contracts/klavis/meaning";
import { readBoolean } from "./boolean";
import { readInteger } from "./integer";
import {
  type Complaint,
  EXTRA,
  type Location,
  MISSING,
  NOT_A_DICTIONARY,
  NOT_A_LIST,
  NOT_A_STRING,
  NOT_AN_OBJECT,
  NOT_UNICODE,
  noneOf,
  tooBig,
  tooShort,
  tooSmall,
  wrongValue,
} from "./messages";
import { readUuid } from "./uuid";

export type Outcome<Value> = { value: Value; errors?: never } | { value?: never; errors: ValidationError[] };

/**
 * Understands a value by a schema of the contract as pydantic 2.13 would, which the upstream is made of: its clients
 * send what its lax mode takes, and read `loc`, `type` and `ctx` of what it refuses. The console's forms go by the same
 * schemas, in zod's stricter reading.
 */
export function read<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  loc: Location,
): Outcome<z.output<Schema>> {
  const errors: ValidationError[] = [];
  const strict = coerce(schema, input, loc, errors);
  return errors.length > 0 ? { errors } : { value: schema.parse(strict) };
}

/** The value in the form that zod takes; what is wrong with it is added to `errors`. */
function coerce(schema: z.core.$ZodType, input: unknown, loc: Location, errors: ValidationError[]): unknown {
  const refuse = (complaint: Complaint) => void errors.push({ ...complaint, loc, input });
  const take = (outcome: { value: unknown } | Complaint) =>
    "value" in outcome ? outcome.value : refuse(outcome);

  const known = meanings.get(schema);
  if (known?.values) {
    const isName = typeof input === "string" && fits(schema, input);
    return isName ? input : refuse(noneOf("enum", known.values));
  }
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "default":
      return coerce(def.innerType, input, loc, errors);
    case "nullable":
      return input === null ? null : coerce(def.innerType, input, loc, errors);
    case "boolean":
      return take(readBoolean(input));
    case "string":
      return take(readString(schema, input));
    case "number":
      return take(readNumber(def, input));
    case "enum":
      return fits(schema, input) ? input : refuse(noneOf("enum", Object.values(def.entries).map(String)));
    case "literal":
      return fits(schema, input) ? input : refuse(noneOf("literal_error", def.values.map(String)));
    case "object":
      return isRecord(input) ? coerceObject(def, input, loc, errors) : refuse(NOT_AN_OBJECT);
    case "record":
      return isRecord(input)
        ? Object.fromEntries(
            Object.entries(input).map(([key, value]) => [
              key,
              coerce(def.valueType, value, [...loc, key], errors),
            ]),
          )
        : refuse(NOT_A_DICTIONARY);
    case "array":
      return Array.isArray(input)
        ? input.map((item, index) => coerce(def.element, item, [...loc, index], errors))
        : refuse(NOT_A_LIST);
    case "union":
      return coerceUnion(def.options, input, loc, errors);
    case "unknown":
      return input;
    default:
      throw new Error(`no way is known to read ${def.type} as pydantic does`);
  }
}

function coerceObject(
  { shape, catchall }: z.core.$ZodObjectDef,
  input: Record<string, unknown>,
  loc: Location,
  errors: ValidationError[],
): Record<string, unknown> {
  const found: [string, unknown][] = [];
  for (const [key, field] of Object.entries(shape)) {
    if (Object.hasOwn(input, key)) {
      found.push([key, coerce(field, input[key], [...loc, key], errors)]);
    } else if (!mayBeMissing(field)) {
      errors.push({ ...MISSING, loc: [...loc, key], input });
    }
  }
  if (catchall?._zod.def.type === "never") {
    const extra = Object.keys(input).filter((key) => !Object.hasOwn(shape, key));
    for (const key of extra) errors.push({ ...EXTRA, loc: [...loc, key], input: input[key] });
  }
  return Object.fromEntries(found);
}

function mayBeMissing(field: z.core.$ZodType): boolean {
  const { type } = field._zod.def;
  return type === "optional" || type === "default";
}

/** The first member that takes it; else what each of them has to say, under its own name. */
function coerceUnion(
  options: readonly z.core.$ZodType[],
  input: unknown,
  loc: Location,
  errors: ValidationError[],
): unknown {
  const all: ValidationError[] = [];
  for (const option of options) {
    const own: ValidationError[] = [];
    const value = coerce(option, input, [...loc, labelOf(option)], own);
    if (own.length === 0) return value;
    all.push(...own);
  }
  errors.push(...all);
}

/** What pydantic calls a member of a union. */
function labelOf(schema: z.core.$ZodType): string {
  const known = meanings.get(schema);
  if (known) return known.values ? `str-enum[${known.id}]` : known.id;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "array") return `list[${labelOf(def.element)}]`;
  if (def.type === "literal") return `literal[${def.values.map((value) => `'${value}'`).join(",")}]`;
  return def.type;
}

function readString(schema: z.core.$ZodType, input: unknown): { value: string } | Complaint {
  if (typeof input !== "string") return NOT_A_STRING;
  // Half a surrogate pair is no text: stored, all of them would become the same replacement character.
  if (!input.isWellFormed()) return NOT_UNICODE;
  const { def } = (schema as z.core.$ZodString)._zod;
  if ("format" in def && def.format === "guid") return readUuid(input);
  for (const check of def.checks ?? []) {
    const { minimum } = check._zod.def as Partial<z.core.$ZodCheckMinLengthDef>;
    if (minimum !== undefined && [...input].length < minimum) return tooShort(minimum);
  }
  const issue = (schema as z.ZodMiniType).safeParse(input).error?.issues[0];
  return issue ? wrongValue(issue.message) : { value: input };
}

/** Numbers stand in query strings alone, as text, and are whole. What no number holds exactly is past every bound. */
function readNumber(def: z.core.$ZodNumberDef, input: unknown): { value: number } | Complaint {
  const outcome = readInteger(String(input));
  if (!("value" in outcome)) return outcome;
  const size = Number(outcome.value);
  for (const check of def.checks ?? []) {
    const { check: kind, value } = check._zod.def as z.core.$ZodCheckGreaterThanDef;
    if (kind === "greater_than" && size < Number(value)) return tooSmall(Number(value));
    if ((kind as string) === "less_than" && size > Number(value)) return tooBig(Number(value));
  }
  return { value: Math.min(size, Number.MAX_SAFE_INTEGER) };
}

function fits(schema: z.core.$ZodType, input: unknown): boolean {
  return (schema as z.ZodMiniType).safeParse(input).success;
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}
