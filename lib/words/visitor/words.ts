import { AR } from "./ar";
import { DE } from "./de";
import { EN, type VisitorWords } from "./en";
import { ES } from "./es";
import { FR } from "./fr";
import { IT } from "./it";
import { JA } from "./ja";
import type { Language } from "./languages";
import { PT } from "./pt";
import { ZH } from "./zh";

const WORDS: Record<Language, VisitorWords> = {
  ar: AR,
  de: DE,
  en: EN,
  es: ES,
  fr: FR,
  it: IT,
  ja: JA,
  pt: PT,
  zh: ZH,
};

/** All that a link's page says, in one language. For the server: a page takes its own language along. */
export function visitorWords(language: Language): VisitorWords {
  return WORDS[language];
}
