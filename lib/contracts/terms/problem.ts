/** Every way in which a request to the console can fail. The set is closed: a new failure is added here first. */
export const PROBLEM_CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "foreign-origin",
  "not-found",
  "conflict",
  "expired",
  "too-large",
  "rate-limited",
  "upstream-unauthorized",
  "upstream-rejected",
  "upstream-not-found",
  "upstream-rate-limited",
  "upstream-unavailable",
  "upstream-timeout",
  "upstream-invalid",
  "internal",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Whether something came into being in spite of the failure. */
export const EFFECTS = ["nothing-changed", "maybe-changed", "changed"] as const;
export type Effect = (typeof EFFECTS)[number];

const TYPE_PREFIX = "urn:patchbay:problem:";

export function problemType(code: ProblemCode): string {
  return TYPE_PREFIX + code;
}

/** The code in a problem's `type`; `internal` for a type that this console does not know. */
export function problemCode(type: string): ProblemCode {
  const code = type.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : "";
  return PROBLEM_CODES.find((known) => known === code) ?? "internal";
}
