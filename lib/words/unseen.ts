import { isVisible, UNSEEN } from "@/lib/contracts/terms/visible";

const EACH = new RegExp(UNSEEN, "gu");
/** Seen well enough. */
const LAYOUT = new Set(["\n", "\t"]);

/** A text with the characters that nobody sees written out, as `[U+202E]`: an agent reads them all the same. */
export function showUnseen(text: string): string {
  return text.replace(EACH, (character) => (LAYOUT.has(character) ? character : writeOut(character)));
}

/** Blanks that are lost on a page, or look like others: at either end, several at once, and other ones than those of words. */
const LOST_BLANKS = /^\s+|\s+$|\s{2,}|[^\S \u3000]/gu;

/** A recorded user or platform with what nobody sees of it written out, so that none looks like nothing, or like another. */
export function showId(id: string): string {
  const seen = isVisible(id) ? id : showUnseen(id);
  return seen.replace(LOST_BLANKS, (blanks) => [...blanks].map(writeOut).join(""));
}

function writeOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}
