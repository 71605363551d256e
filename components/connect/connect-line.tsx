"use client";

import type { Route } from "next";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { StatusBadge } from "@/components/ui/status-badge";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { ConnectSource } from "./source";
import { useConnect } from "./use-connect";

type ConnectLineProps = {
  source: ConnectSource;
  /** Tells this account from others of the same service in a list, for screen readers: "of ana@example.com". */
  whose: string;
  /** The page on which the account is connected where the service asks for more than a window. */
  page: Route;
};

/** `Connect` in one line of a list: the state in the same words, and the button where pressing it is all that is needed. */
export function ConnectLine({ source, whose, page }: ConnectLineProps) {
  const { serverName, signIn, status } = source;
  const { oauthRequired } = catalogueEntry(serverName);
  const view = useConnect(source);
  const { phase, mayReopen, mayCancel, begun, announcement, reason, tabAddress } = view;
  const button = useRef<HTMLButtonElement>(null);
  const wanted = status === "waiting" || status === "needs-reauthorization" || status === "revoked";
  const word = mayReopen ? "Reopen" : view.label;

  // A button that was pressed stays: the focus may be on it.
  if (signIn === "none" || !(wanted || mayCancel || begun)) return <StatusBadge status={status} />;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {!mayReopen && <StatusBadge status={status} />}
      {/* What began elsewhere is announced there. Beside the badge, only what it does not say is shown. */}
      <span
        role="status"
        aria-live={begun ? "polite" : "off"}
        className={cx(
          mayCancel || reason ? "inline-flex items-center gap-1.5 text-xs" : "sr-only",
          reason ? "text-negative" : "text-muted",
        )}
      >
        {mayReopen && <Spinner className="size-3.5 shrink-0" />}
        <span>{[announcement, reason].filter(Boolean).join(" ")}</span>
      </span>
      {phase === "blocked" && (
        <>
          <a className={buttonStyle("primary", "small")} href={tabAddress}>
            Continue in this tab
          </a>
          <CopyButton
            text={() => Promise.resolve(new URL(tabAddress, window.location.origin).href)}
            label={`Copy the sign-in link of ${serverName} ${whose}`}
          />
        </>
      )}
      {signIn === "oauth" && !oauthRequired ? (
        <Button
          ref={button}
          size="small"
          aria-label={`${word} ${serverName} ${whose}`}
          aria-disabled={view.isBusy || undefined}
          onClick={view.isBusy ? undefined : view.start}
        >
          {word}
        </Button>
      ) : (
        <PageLink href={page} className="text-accent-text text-xs underline">
          {word} on its page
          <VisuallyHidden>{` ${serverName} ${whose}`}</VisuallyHidden>
        </PageLink>
      )}
      {mayCancel && (
        <Button
          size="small"
          variant="ghost"
          aria-label={`Cancel connecting ${serverName} ${whose}`}
          onClick={() => {
            button.current?.focus();
            void view.stop();
          }}
        >
          Cancel
        </Button>
      )}
    </span>
  );
}
