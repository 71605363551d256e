import type { Field } from "../schema/field";

/** What a text of up to this many characters holds fits on a line. */
const LINE = 200;
const LONG_NAMES = /^(body|code|content|css|description|html|markdown|message|prompt|script|sql|text)$/i;

/** Whether a text is given several lines: by what may be in it, its name, or a line break that one line would lose. */
export function isLong(field: Field, name: string, text: string): boolean {
  if (text.includes("\n")) return true;
  if (field.kind !== "text" || field.format) return false;
  return field.most === null ? LONG_NAMES.test(name) : field.most > LINE;
}

const INPUT_TYPES: Record<string, string> = { email: "email", uri: "url", url: "url", date: "date" };

/**
 * The browser's input for a format. A date input shows nothing of a text that is no date, so that text keeps the plain
 * one.
 */
export function inputType(field: Field, text: string): string {
  const type = (field.kind === "text" && field.format && INPUT_TYPES[field.format]) || "text";
  return type === "date" && !/^(\d{4}-\d\d-\d\d)?$/.test(text) ? "text" : type;
}
