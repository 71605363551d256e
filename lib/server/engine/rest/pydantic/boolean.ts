import { type Complaint, NO_BOOLEAN_IN_IT, NOT_A_BOOLEAN } from "./messages";

const WORDS = new Map<string, boolean>([
  ...["1", "on", "t", "true", "y", "yes"].map((word) => [word, true] as const),
  ...["0", "off", "f", "false", "n", "no"].map((word) => [word, false] as const),
]);

/** What pydantic's lax mode takes for a boolean: the two, their words in any case, and the numbers 0 and 1. */
export function readBoolean(input: unknown): { value: boolean } | Complaint {
  if (typeof input === "boolean") return { value: input };
  if (input === 0 || input === 1) return { value: input === 1 };
  if (typeof input === "string") {
    const value = WORDS.get(input.toLowerCase());
    return value === undefined ? NO_BOOLEAN_IN_IT : { value };
  }
  const isWhole = typeof input === "number" && Number.isInteger(input) && Math.abs(input) < 2 ** 63;
  return isWhole ? NO_BOOLEAN_IN_IT : NOT_A_BOOLEAN;
}
