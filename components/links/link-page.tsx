"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { visitorError } from "@/components/connect/visitor-error";
import { VisitorWordsProvider } from "@/components/connect/visitor-words";
import { useWindowMessages } from "@/components/connect/window-messages";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { countOpening } from "@/lib/api/links";
import { logoAddress } from "@/lib/api/organisation";
import { RequestError } from "@/lib/api/request-error";
import type { OpenedLink } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/terms/status";
import { openedLinkQuery } from "@/lib/queries/links";
import { plural } from "@/lib/words/count";
import type { VisitorWords } from "@/lib/words/visitor/en";
import { fill } from "@/lib/words/visitor/fill";
import { directionOf, type Language } from "@/lib/words/visitor/languages";
import { LanguageSwitch } from "./language-switch";
import { LinkAccounts } from "./link-accounts";
import { LinkGone } from "./link-gone";
import { LinkQuestion } from "./link-question";
import { OrganisationHeader } from "./organisation-header";

type LinkPageProps = {
  token: string;
  /** As the server knew it when it drew the page. */
  opened: OpenedLink;
  language: Language;
  words: VisitorWords;
};

/** What the person of a link sees, from the question who they are to the plain end. */
export function LinkPage({ token, opened, language, words }: LinkPageProps) {
  const query = openedLinkQuery(token);
  const { data: link, error, refetch } = useQuery({ ...query, initialData: opened });
  useWindowMessages(query.queryKey);

  useEffect(() => {
    // That it could not be counted is nothing that the person needs to know.
    if (isFirstInTab(token)) countOpening(token).catch(() => undefined);
  }, [token]);

  if (error instanceof RequestError && error.code === "expired") return <LinkGone words={words} />;
  const items = link.items.map((item, place) => ({ ...item, place }));
  const finished = link.confirmed && items.every(isDone);
  return (
    <VisitorWordsProvider language={language} words={words}>
      <main
        id="main"
        lang={language}
        dir={directionOf(language)}
        className="mx-auto w-full max-w-xl px-4 pt-[max(1.5rem,8vh)] pb-12"
      >
        <div className="flex items-start justify-between gap-4">
          <OrganisationHeader name={link.organisation} logo={logoAddress(link)} />
          <LanguageSwitch language={language} />
        </div>
        <h1 className="mt-6 font-semibold text-2xl tracking-tight">
          {finished ? words.titleDone : words.title}
        </h1>
        <p className="mt-1.5 text-base text-muted">
          {finished
            ? plural(items.length, words.doneOne, words.doneMany)
            : fill(plural(items.length, words.introOne, words.introMany), {
                organisation: link.organisation,
              })}
        </p>
        {error && (
          <Alert
            kind="caution"
            title={words.outOfDate}
            actions={<Button onClick={() => refetch()}>{words.tryAgain}</Button>}
            className="mt-4"
          >
            {visitorError(error, { language, words }).message}
          </Alert>
        )}
        {link.confirmed ? (
          <LinkAccounts token={token} link={link} items={items} justConfirmed={!opened.confirmed} />
        ) : (
          <LinkQuestion token={token} link={link} items={items} />
        )}
      </main>
    </VisitorWordsProvider>
  );
}

/** A way back from a provider in the same tab is no further opening. Where storage is forbidden, every time is the first. */
function isFirstInTab(token: string): boolean {
  try {
    if (sessionStorage.getItem("opened-link") === token) return false;
    sessionStorage.setItem("opened-link", token);
    return true;
  } catch {
    return true;
  }
}
