/** Controls, direction marks, separators of lines, halves of pairs, and letters that have no shape. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\u034F|\u17B4|\u17B5/u;

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
