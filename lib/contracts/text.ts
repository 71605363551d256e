import * as z from "zod/mini";

/** What a field says that holds what nobody can see. */
export const INVISIBLE = "Remove the invisible characters.";

// Postgres has no room for NUL in a text, nor compares with one, and none for half a surrogate pair in JSON.
const STORABLE = /^[^\0\p{Cs}]*$/u;

/** Whether a text can be kept, sent on as UTF-8, and compared with what is kept. */
export function isStorable(text: string): boolean {
  return STORABLE.test(text);
}

/** For every text that comes from outside and is kept or looked for. */
export const storable = z.regex(STORABLE, { error: INVISIBLE });

/**
 * Where in a value from outside the first text stands that cannot be kept, the names of fields among them; undefined
 * where there is none. Of a name that cannot be told, what holds it.
 */
export function findUnstorable(value: unknown): (string | number)[] | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : [];
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return [];
    const within = findUnstorable(inner);
    if (within) return [Array.isArray(value) ? Number(key) : key, ...within];
  }
  return undefined;
}

/** JSON from outside may be nested this deep. What is deeper is nobody's data, and whoever walks through it falls. */
const DEEPEST = 100;

/** Whether a text of JSON, well-formed or not, is nested deeper than anything that is meant; told without recursion. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '"':
        at = endOfString(json, at);
        break;
      case "[":
      case "{":
        depth += 1;
        if (depth > DEEPEST) return true;
        break;
      case "]":
      case "}":
        depth -= 1;
    }
  }
  return false;
}

/** The place of the quotation mark that ends the string which begins here. */
function endOfString(json: string, begin: number): number {
  for (let at = begin + 1; at < json.length; at += 1) {
    if (json[at] === "\\") at += 1;
    else if (json[at] === '"') return at;
  }
  return json.length;
}
