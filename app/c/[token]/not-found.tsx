import type { Metadata } from "next";
import { LinkGone } from "@/components/links/link-gone";
import { visitorLanguage } from "@/lib/server/http/language";
import { directionOf } from "@/lib/words/visitor/languages";
import { visitorWords } from "@/lib/words/visitor/words";

export const metadata: Metadata = { title: { absolute: "This link does not work" } };

/** A page that is not found knows of no address, so the browser's own language is all there is to go by. */
export default async function LinkNotFound() {
  const language = await visitorLanguage();
  return (
    <div lang={language} dir={directionOf(language)}>
      <LinkGone words={visitorWords(language)} />
    </div>
  );
}
