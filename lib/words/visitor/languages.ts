/** The languages in which connect links are read, each by its own name, with the locale that its times are written in. */
export const LANGUAGES = [
  { code: "en", name: "English", locale: "en-GB" },
  { code: "ar", name: "العربية", locale: "ar", mirrored: true },
  { code: "de", name: "Deutsch", locale: "de-DE" },
  { code: "es", name: "Español", locale: "es-ES" },
  { code: "fr", name: "Français", locale: "fr-FR" },
  { code: "it", name: "Italiano", locale: "it-IT" },
  { code: "ja", name: "日本語", locale: "ja-JP" },
  { code: "pt", name: "Português", locale: "pt-PT" },
  { code: "zh", name: "中文", locale: "zh-CN" },
] as const;
export type Language = (typeof LANGUAGES)[number]["code"];

/** A language by its code; undefined for one that there is not. */
export function languageOf(code: unknown): Language | undefined {
  return LANGUAGES.find((language) => language.code === code)?.code;
}

export function localeOf(code: Language): string {
  return LANGUAGES.find((language) => language.code === code)?.locale ?? "en-GB";
}

/** The direction in which a language is written, for `dir`. */
export function directionOf(code: Language): "ltr" | "rtl" {
  return LANGUAGES.some((language) => language.code === code && "mirrored" in language) ? "rtl" : "ltr";
}

/** More than any browser sends. */
const MOST = 50;

/** The first of ours that a browser asks for by `Accept-Language` (RFC 9110, 12.5.4), by its weights; else English. */
export function negotiateLanguage(header: string | null): Language {
  const wanted = (header ?? "")
    .split(",")
    .slice(0, MOST)
    .map((part, place) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = /^\s*q=([\d.]+)/.exec(parameters.find((one) => one.trim().startsWith("q=")) ?? "");
      return { language: languageOf(tag.split("-")[0]), weight: weight ? Number(weight[1]) : 1, place };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.place - other.place);
  return wanted.find(({ language }) => language !== undefined)?.language ?? "en";
}
