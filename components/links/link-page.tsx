"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { onConnectNews } from "@/components/connect/news";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { countOpening } from "@/lib/api/links";
import { logoAddress } from "@/lib/api/organisation";
import { RequestError } from "@/lib/api/request";
import type { OpenedItem, OpenedLink } from "@/lib/contracts/link";
import { openedLinkQuery } from "@/lib/queries/links";
import { plural } from "@/lib/words/count";
import { LinkAccounts } from "./link-accounts";
import { LinkGone } from "./link-gone";
import { LinkQuestion } from "./link-question";
import { OrganisationHeader } from "./organisation-header";

/** An account of a link, with its place on the page, from 0: the page knows it by nothing else. */
export type PlacedItem = OpenedItem & { place: number };

type LinkPageProps = {
  token: string;
  /** As the server knew it when it drew the page. */
  opened: OpenedLink;
};

/** What the person of a link sees, from the question who they are to the plain end. */
export function LinkPage({ token, opened }: LinkPageProps) {
  const { data: link, error, refetch } = useQuery({ ...openedLinkQuery(token), initialData: opened });
  const look = useCallback(() => refetch({ cancelRefetch: false }), [refetch]);

  useEffect(() => {
    // That it could not be counted is nothing that the person needs to know.
    if (isFirstInTab(token)) countOpening(token).catch(() => undefined);
  }, [token]);
  useEffect(() => onConnectNews(() => void look()), [look]);

  if (error instanceof RequestError && error.code === "expired") return <LinkGone />;
  const items = link.items.map((item, place) => ({ ...item, place }));
  return (
    <main id="main" className="mx-auto w-full max-w-xl px-4 pt-[max(1.5rem,8vh)] pb-12">
      <OrganisationHeader name={link.organisation} logo={logoAddress(link)} />
      <h1 className="mt-6 font-semibold text-2xl tracking-tight">Connect your accounts</h1>
      <p className="mt-1.5 text-base text-muted">
        {link.organisation} asks you to connect {plural(items.length, "this account", "these accounts")}, so
        that your AI agent can work with {plural(items.length, "it", "them")}.
      </p>
      {error && (
        <Alert
          kind="caution"
          title="This page may be out of date"
          actions={<Button onClick={look}>Try again</Button>}
          className="mt-4"
        >
          {error.message}
        </Alert>
      )}
      {link.confirmed ? (
        <LinkAccounts token={token} link={link} items={items} look={look} justConfirmed={!opened.confirmed} />
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
