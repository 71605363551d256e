import * as z from "zod/mini";
import { INVISIBLE, storable } from "./text";

/** Nothing that a person types as an id is longer than this many characters. */
export const ID_LENGTH = 320;

/** A user and a platform stand in one row of an index, which Postgres limits to 2,704 bytes. */
const ID_BYTES = 1000;

/** No id that is in the record already is longer; these are looked for, and not made. */
const RECORDED_LENGTH = 2700;

// Controls, direction marks, separators of lines, halves of pairs, and letters that have no shape.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\u034F|\u17B4|\u17B5/u;

// Persian and Hindi are written with joiners between their letters, and families of emoji are joined by them. Between
// letters of which all forms are alike they show nothing.
const JOINED =
  /(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D(?=\p{Extended_Pictographic})|([\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/gu;
const ALIKE =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether nothing in a text hides: two ids that look alike are two people. */
export function isVisible(text: string): boolean {
  const shown = text.replace(JOINED, (joined, sign?: string, letter?: string) => {
    if (sign !== undefined) return sign;
    return letter !== undefined && !ALIKE.test(letter) ? letter : joined;
  });
  return !UNSEEN.test(shown);
}

const shortEnough = z.refine<string>(
  (text) => text.length <= ID_LENGTH && new TextEncoder().encode(text).length <= ID_BYTES,
  { error: `Use at most ${ID_LENGTH} characters.` },
);

/** The user or platform of something new. White space around it is a slip of the hand; else it is never altered. */
export function newIdSchema({ wrong, missing }: { wrong: string; missing: string }) {
  return z
    .string({ error: wrong })
    .check(
      z.trim(),
      z.minLength(1, { error: missing }),
      shortEnough,
      z.refine<string>(isVisible, { error: INVISIBLE }),
    );
}

/** A user or platform as it is recorded, by whichever rule that was. */
export const recordedIdSchema = z.string().check(z.minLength(1), z.maxLength(RECORDED_LENGTH), storable);
