"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
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
import { LinkAccounts } from "./link-accounts";
import { LinkGone } from "./link-gone";
import { LinkQuestion } from "./link-question";
import { OrganisationHeader } from "./organisation-header";

type LinkPageProps = {
  token: string;
  /** As the server knew it when it drew the page. */
  opened: OpenedLink;
};

/** What the person of a link sees, from the question who they are to the plain end. */
export function LinkPage({ token, opened }: LinkPageProps) {
  const query = openedLinkQuery(token);
  const { data: link, error, refetch } = useQuery({ ...query, initialData: opened });
  useWindowMessages(query.queryKey);

  useEffect(() => {
    // That it could not be counted is nothing that the person needs to know.
    if (isFirstInTab(token)) countOpening(token).catch(() => undefined);
  }, [token]);

  if (error instanceof RequestError && error.code === "expired") return <LinkGone />;
  const items = link.items.map((item, place) => ({ ...item, place }));
  const finished = link.confirmed && items.every(isDone);
  return (
    <main id="main" className="mx-auto w-full max-w-xl px-4 pt-[max(1.5rem,8vh)] pb-12">
      <OrganisationHeader name={link.organisation} logo={logoAddress(link)} />
      <h1 className="mt-6 font-semibold text-2xl tracking-tight">
        {finished ? "All done" : "Connect your accounts"}
      </h1>
      <p className="mt-1.5 text-base text-muted">
        {finished
          ? `Your agent can work with ${plural(items.length, "this account", "these accounts")} now. You can close this page.`
          : `${link.organisation} asks you to connect ${plural(items.length, "this account", "these accounts")}, so that your AI agent can work with ${plural(items.length, "it", "them")}.`}
      </p>
      {error && (
        <Alert
          kind="caution"
          title="This page may be out of date"
          actions={<Button onClick={() => refetch()}>Try again</Button>}
          className="mt-4"
        >
          {error.message}
        </Alert>
      )}
      {link.confirmed ? (
        <LinkAccounts token={token} link={link} items={items} justConfirmed={!opened.confirmed} />
      ) : (
        <LinkQuestion token={token} link={link} items={items} />
      )}
    </main>
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
