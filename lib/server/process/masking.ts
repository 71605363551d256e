/** What may follow a secret's place in an address, or end it. */
const SEGMENT = "[^/\\s\"'`<>()?#]+";

const RULES: readonly (readonly [RegExp, string])[] = [
  // Server URLs, connect links and setup links: whoever has such a path is let in by it.
  [new RegExp(`(/engine/mcp/${SEGMENT}/)${SEGMENT}`, "g"), "$1[masked]"],
  [new RegExp(`(/(?:c|setup)/)${SEGMENT}`, "g"), "$1[masked]"],
  // Codes, states and searches stand in queries; nothing in a log needs one.
  [/(?<=[\w/%.\]-])\?[^\s"'`<>()]+/g, "?[masked]"],
  [/\b(Bearer|Basic)\s+[^\s"']+/gi, "$1 [masked]"],
  // The shape of every token of ours, wherever it stands: 32 bytes in base64url.
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, "[masked]"],
];

/** A text without what opens something, as far as that can be told by its place or shape. */
export function maskSecrets(text: string): string {
  return RULES.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** What is not to reach a terminal as it is: orders to it, and what reorders or breaks a line. JSON escapes the rest. */
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A line of JSON in which nothing but its end breaks a line, and nothing orders a terminal about. */
export function escapeUnprintable(json: string): string {
  return json.replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
