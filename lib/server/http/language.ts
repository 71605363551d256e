import "server-only";
import { headers } from "next/headers";
import { type Language, languageOf, negotiateLanguage } from "@/lib/words/visitor/languages";

/** The language of a visitor's page: the one that its address names, else the first that the browser asks for. */
export async function visitorLanguage(asked?: string | string[]): Promise<Language> {
  return languageOf(asked) ?? negotiateLanguage((await headers()).get("accept-language"));
}
