import { FullPage } from "@/components/layout/full-page";
import type { VisitorWords } from "@/lib/words/visitor/en";

/** Expired, revoked, used-up and unknown links look alike: whoever guesses learns nothing. */
export function LinkGone({ words }: { words: Pick<VisitorWords, "goneTitle" | "goneText"> }) {
  return <FullPage title={words.goneTitle} description={words.goneText} />;
}
