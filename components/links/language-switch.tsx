"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useVisitorWords } from "@/components/connect/visitor-words";
import { Select } from "@/components/ui/select";
import { LANGUAGES, type Language } from "@/lib/words/visitor/languages";

/** The page in another language than the browser asks for; the choice stands in the address. */
export function LanguageSwitch({ language }: { language: Language }) {
  const { words } = useVisitorWords();
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const choose = (code: string) => {
    const next = new URLSearchParams(params);
    next.set("lang", code);
    router.replace(`${pathname as "/"}?${next}`);
  };
  return (
    <Select
      aria-label={words.language}
      value={language}
      onChange={({ target }) => choose(target.value)}
      className="shrink-0"
    >
      {LANGUAGES.map(({ code, name }) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}
