/** The strings of a JSON text, which are passed over, and its numbers. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
const NUMBER = /^-?(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/**
 * Whether JavaScript keeps a number as it is written: it counts in doubles, which hold 15 digits or so, and 1e308 at the
 * most. What is not kept becomes another number without a word: 9007199254740993 becomes ...992.
 */
export function isKept(digits: string): boolean {
  const kept = sizeOf(String(Number(digits)));
  return kept !== undefined && kept === sizeOf(digits);
}

/** The first number of a JSON text that would become another one; undefined where each is kept. */
export function roundedNumberIn(json: string): string | undefined {
  for (const [token] of json.matchAll(TOKENS)) if (!token.startsWith('"') && !isKept(token)) return token;
  return undefined;
}

/** A JSON text with something else in the place of each number for which `replace` has it. */
export function replaceNumbers(json: string, replace: (digits: string) => string | undefined): string {
  return json.replace(TOKENS, (token) => (token.startsWith('"') ? token : (replace(token) ?? token)));
}

/** One way of writing a number's size: its digits without noughts around them, and where the point stands. */
function sizeOf(written: string): string | undefined {
  const [fits, whole = "", fraction = "", exponent = "0"] = NUMBER.exec(written) ?? [];
  if (fits === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const place = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${written.startsWith("-") ? "-" : ""}${significant}e${place}`;
}
