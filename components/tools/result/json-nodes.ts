import { countWords } from "@/lib/words/count";
import { Digits, nameOf } from "./digits";

/** What prints no longer than this, in characters, is read at a glance. */
const SMALL = 500;
const SUMMARY_KEYS = 4;

/** What is inside a list or an object, by index or name; null for a value that has no inside. */
export function childrenOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== "object" || value === null || value instanceof Digits) return null;
  return Object.entries(value).map(([key, of]) => [nameOf(key), of]);
}

/** The first two levels are open, and what is small is open down to the sixth. */
export function isOpenAtFirst(value: unknown, depth: number): boolean {
  return depth < 2 || (depth < 6 && JSON.stringify(value).length < SMALL);
}

/** A line about a list or an object: how many items, or its first names. */
export function summaryOf(value: unknown): string {
  if (Array.isArray(value)) return countWords(value.length, "item");
  const keys = Object.keys(value as object).map(nameOf);
  return `{ ${keys.slice(0, SUMMARY_KEYS).join(", ")}${keys.length > SUMMARY_KEYS ? ", …" : ""} }`;
}

/** A value without an inside, as JSON; a text without the quotes' escapes, since line breaks are to be read. */
export function leafWords(value: unknown): string {
  if (value instanceof Digits) return value.written;
  return typeof value === "string" ? `"${value}"` : JSON.stringify(value);
}
