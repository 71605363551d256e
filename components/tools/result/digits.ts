import { replaceNumbers } from "@/lib/contracts/number";

/** A number of an answer that JavaScript would write in another way, or round: it is shown as it came. */
export class Digits {
  constructor(readonly written: string) {}
}

/** Of no use to anybody else, and not to be seen. */
const MARK = "\uE000";
const MARKED = /^\uE000-?\d[\d.eE+-]*$/;

/** The value of a JSON text, with every number as it is written there. @throws SyntaxError */
export function parseWithDigits(text: string): unknown {
  JSON.parse(text);
  const marked = replaceNumbers(text, (digits) =>
    String(Number(digits)) === digits ? undefined : `"${MARK}${digits}"`,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && MARKED.test(value) ? new Digits(value.slice(MARK.length)) : value,
  );
}
