/**
 * What is left out where texts are compared as people read them: accents of Latin, Greek and Cyrillic letters, points of
 * Arabic ones, and what cannot be seen. A class of characters for regular expressions, here and in the database.
 */
export const UNREAD =
  "[\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]";

const unread = new RegExp(UNREAD, "gu");

/** A text as it is compared, but for its case: in one form of Unicode, without accents, with one blank between words. */
export function plainLetters(text: string): string {
  return text.normalize("NFKD").replace(unread, "").replace(/\s+/gu, " ");
}

/** A text by which it is found whatever its case, accents, width and blanks: "José" and "jose" are one. */
export function fold(text: string): string {
  return plainLetters(text).trim().toLowerCase();
}
