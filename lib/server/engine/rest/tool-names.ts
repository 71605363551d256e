import { createHash } from "node:crypto";

/** What OpenAI, Anthropic and Gemini all take for the name of a function. */
const CALLABLE = /^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/;
const LONGEST = 64;
const DIGITS = 12;

/**
 * A tool's name as a model may call it. A name that has to be altered ends with a digest of the whole of it, so that
 * two which differ past the cut, or in letters that go, stay two.
 */
export function callableName(name: string): string {
  if (CALLABLE.test(name)) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, DIGITS);
  const readable = name.replace(/[^a-zA-Z0-9_-]/gu, "_").replace(/^(?![a-zA-Z_])/, "_");
  return `${readable.slice(0, LONGEST - DIGITS - 1)}_${digest}`;
}

/** Whether a name may be one that `callableName` altered; then it has to be looked for among those that there are. */
export function isAltered(name: string): boolean {
  return CALLABLE.test(name) && new RegExp(`_[0-9a-f]{${DIGITS}}$`).test(name);
}

/** The tool that is meant by a name: the one that has it, else the one whose callable name it is. */
export function resolveToolName(name: string, served: readonly string[]): string {
  if (served.includes(name)) return name;
  const meant = served.filter((candidate) => callableName(candidate) === name);
  return meant.length === 1 && meant[0] !== undefined ? meant[0] : name;
}
