import { LOCALE } from "./locale";

const numbers = new Intl.NumberFormat(LOCALE);
const shares = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(LOCALE);

/** "1,284" */
export function numberWords(value: number): string {
  return numbers.format(value);
}

/** "1 instance", "1,284 instances". `many` is for a noun that takes more than an s. */
export function countWords(value: number, one: string, many = `${one}s`): string {
  return `${numberWords(value)} ${plural(value, one, many)}`;
}

/** The same of a count that stopped: "10,000+ instances". */
export function atLeastWords(
  { count, more }: { count: number; more: boolean },
  one: string,
  many = `${one}s`,
): string {
  return more ? `${numberWords(count)}+ ${many}` : countWords(count, one, many);
}

/** The word that agrees with a number: "it" with one, "them" with any other. */
export function plural(value: number, one: string, many: string): string {
  return plurals.select(value) === "one" ? one : many;
}

/** "0.3%"; a part that is not nothing is never rounded to it. */
export function shareWords(part: number, whole: number): string {
  const ratio = whole === 0 ? 0 : part / whole;
  return ratio > 0 && ratio < 0.001 ? "under 0.1%" : shares.format(ratio);
}
