import { LOCALE } from "@/lib/words/locale";
import type { Bound, Field } from "./field";
import { printJson } from "./json";

/** What a value is, in a word or two: "whole number", "list of text". */
export function typeWords(field: Field): string {
  switch (field.kind) {
    case "text":
      return field.format ? `text (${field.format})` : "text";
    case "number":
      return field.whole ? "whole number" : "number";
    case "boolean":
      return "yes or no";
    case "choice":
      return field.options.length === 1 ? "always" : "one of";
    case "list":
      return `list of ${field.item.kind === "object" ? "objects" : typeWords(field.item)}`;
    case "object":
      return "object";
    case "json":
      return field.words;
  }
}

/** What is asked of a value beside its type: "1 to 100", "up to 200 characters", "20 if left out". */
export function limitWords(field: Field): string[] {
  return [
    ...bounds(field),
    field.nullable ? "may be null" : "",
    field.fallback === undefined ? "" : `${fallbackWords(field.fallback)} if left out`,
  ].filter(Boolean);
}

function bounds(field: Field): string[] {
  switch (field.kind) {
    case "text":
      return [rangeWords(field.least > 0 ? at(field.least) : null, at(field.most), " characters")];
    case "number":
      return [rangeWords(field.least, field.most, "")];
    case "list":
      return [
        rangeWords(field.least > 0 ? at(field.least) : null, at(field.most), " items"),
        ...bounds(field.item),
      ];
    default:
      return [];
  }
}

function at(value: number | null): Bound | null {
  return value === null ? null : { value, exclusive: false };
}

const numbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 20 });

function rangeWords(least: Bound | null, most: Bound | null, unit: string): string {
  if (least && most && !least.exclusive && !most.exclusive)
    return `${numbers.format(least.value)} to ${numbers.format(most.value)}${unit}`;
  const words = [
    least && `${least.exclusive ? "more than" : "at least"} ${numbers.format(least.value)}`,
    most && `${most.exclusive ? "less than" : "at most"} ${numbers.format(most.value)}`,
  ].filter(Boolean);
  return words.length > 0 ? words.join(", ") + unit : "";
}

function fallbackWords(value: unknown): string {
  return value === "" ? "empty" : typeof value === "string" ? value : printJson(value).replace(/\s+/g, " ");
}
