/** What looks as if it opened something: long, and of letters and digits as nobody writes words. */
const PART = /(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{16,}/gi;

/** The text with every occurrence of a secret struck out, in whichever spelling it stands there. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter(Boolean).reduce((rest, secret) => rest.replace(anySpelling(secret), STRUCK), text);
}

/**
 * The same for an answer that may repeat an address which is a secret: the address, and the parts of it that open it
 * when somebody has guessed the rest.
 */
export function withoutAddress(text: string, address: string): string {
  return withoutSecrets(text, [address, ...(address.match(PART) ?? [])]);
}

const STRUCK = "[redacted]";

/** Each character by itself, in upper or lower case, percent-encoded once or twice, or escaped as JSON or HTML does. */
function anySpelling(secret: string): RegExp {
  const characters = [...secret].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x7f) return escaped(character);
    const hex = code.toString(16).padStart(2, "0");
    const forms = [escaped(character), `%(?:25)*${hex}`, `\\\\u00${hex}`, `&#x0*${hex};`, `&#0*${code};`];
    if (character === "/") forms.push("\\\\/");
    if (character === "&") forms.push("&amp;");
    return `(?:${forms.join("|")})`;
  });
  return new RegExp(characters.join(""), "gi");
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}
