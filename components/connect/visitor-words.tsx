"use client";

import { createContext, type ReactNode, useContext } from "react";
import { EN, type VisitorWords } from "@/lib/words/visitor/en";
import type { Language } from "@/lib/words/visitor/languages";

export type Spoken = { language: Language; words: VisitorWords };

const SpokenContext = createContext<Spoken>({ language: "en", words: EN });

/** In which language everything below speaks. The console, which has none of these around it, speaks English. */
export function VisitorWordsProvider({ language, words, children }: Spoken & { children: ReactNode }) {
  return <SpokenContext value={{ language, words }}>{children}</SpokenContext>;
}

export function useVisitorWords(): Spoken {
  return useContext(SpokenContext);
}
