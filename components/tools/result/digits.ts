import { replaceNumbers } from "@/lib/contracts/number";

/** A number of an answer that JavaScript would write in another way, or round: it is shown as it came. */
export class Digits {
  constructor(readonly written: string) {}
}

/** Of no use to anybody else, and not to be seen. */
const MARK = "\uE000";
const MARKED = /^\uE000-?\d[\d.eE+-]*$/;
/** A name that is a number, of which JavaScript takes those before all others. Within a text, a quote is escaped. */
const NUMBER_NAMES = /"(?=\d+"\s*:)/g;

/**
 * The value of a JSON text, with every number as it is written there, and every name in its place; how a name is
 * written, `nameOf` says. @throws SyntaxError
 */
export function parseWithDigits(text: string): unknown {
  JSON.parse(text);
  const marked = replaceNumbers(text, (digits) =>
    String(Number(digits)) === digits ? undefined : `"${MARK}${digits}"`,
  ).replace(NUMBER_NAMES, `"${MARK}`);
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && MARKED.test(value) ? new Digits(value.slice(MARK.length)) : value,
  );
}

/** The name of a member, as it came. */
export function nameOf(key: string): string {
  return MARKED.test(key) ? key.slice(MARK.length) : key;
}
