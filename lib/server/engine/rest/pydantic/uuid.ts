import { type Complaint, noUuid } from "./messages";

const GROUPS = [8, 4, 4, 4, 12];
const HYPHENATED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SIMPLE = /^[0-9a-f]{32}$/i;

/**
 * A UUID of any version in any of its four forms: with hyphens, 32 digits without, the former in braces or behind
 * `urn:uuid:`. Parses to small letters with hyphens.
 */
export function readUuid(text: string): { value: string } | Complaint {
  const { inner, offset } = unwrap(text);
  if (HYPHENATED.test(inner)) return { value: inner.toLowerCase() };
  if (SIMPLE.test(text)) {
    const value = text.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    return { value };
  }
  return noUuid(explain(inner, offset));
}

/** The text within its braces or behind its prefix, and how many characters stand before it. */
function unwrap(text: string): { inner: string; offset: number } {
  if (text.length > 1 && text.startsWith("{") && text.endsWith("}")) {
    return { inner: text.slice(1, -1), offset: 1 };
  }
  const prefix = "urn:uuid:";
  return text.startsWith(prefix)
    ? { inner: text.slice(prefix.length), offset: prefix.length }
    : { inner: text, offset: 0 };
}

/** Why a text is none, in the words of the parser that pydantic uses. */
function explain(inner: string, offset: number): string {
  const [...characters] = inner;
  const wrong = characters.findIndex((character) => !/^[0-9a-f-]$/i.test(character));
  if (wrong >= 0) return `invalid character: found \`${characters[wrong]}\` at ${wrong + offset + 1}`;
  const groups = inner.split("-");
  if (groups.length === 1 && offset === 0) {
    return `invalid length: expected length 32 for simple format, found ${inner.length}`;
  }
  if (groups.length !== GROUPS.length) return `invalid group count: expected 5, found ${groups.length}`;
  const group = groups.findIndex((digits, index) => digits.length !== GROUPS[index]);
  return `invalid group length in group ${group}: expected ${GROUPS[group]}, found ${groups[group]?.length}`;
}
