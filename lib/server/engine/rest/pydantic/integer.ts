import { type Complaint, INTEGER_TOO_LONG, NO_INTEGER_IN_IT } from "./messages";

/** Python's own limit for integers in texts, in characters. */
const LONGEST = 4300;
const EDGES = /^\p{White_Space}+|\p{White_Space}+$/gu;
const INTEGER = /^([+-]?)([0-9]+(?:_[0-9]+)*)(?:\.0+)?$/;

/**
 * An integer in a query string, as pydantic reads it: white space around it, a sign, underscores between digits and a
 * fraction of nothing but zeros are let pass; an exponent and another base are not. It is exact, however large.
 */
export function readInteger(text: string): { value: bigint } | Complaint {
  const trimmed = text.replace(EDGES, "");
  if (trimmed.length > LONGEST) return INTEGER_TOO_LONG;
  const [, sign, digits] = INTEGER.exec(trimmed) ?? [];
  if (digits === undefined) return NO_INTEGER_IN_IT;
  const size = BigInt(digits.replaceAll("_", ""));
  return { value: sign === "-" ? -size : size };
}
