"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Spinner } from "@/components/ui/spinner";
import { StatusBadge } from "@/components/ui/status-badge";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { catalogueEntry } from "@/lib/contracts/catalogue";
import type { ConnectSource } from "./source";
import { useConnect } from "./use-connect";
import { PHASE_WORDS } from "./words";

type ConnectLineProps = {
  source: ConnectSource;
  /** Tells this account from others of the same service in a list, for screen readers: "of ana@example.com". */
  whose: string;
};

/** `Connect` in one line of a list: the state, and the button where pressing it is all that is needed. */
export function ConnectLine({ source, whose }: ConnectLineProps) {
  const { serverName, status } = source;
  const { auth, oauthRequired } = catalogueEntry(serverName);
  const { phase, underWay, begun, tabAddress, start, stop } = useConnect(source);
  const button = useRef<HTMLButtonElement>(null);
  const wanted = status === "waiting" || status === "needs-reauthorization" || status === "revoked";
  const offersReopening = underWay && phase !== "blocked";
  const again = status === "connected" || status === "needs-reauthorization";
  const word = offersReopening ? "Reopen" : again ? "Reconnect" : "Connect";

  // A button that was pressed stays: the focus may be on it.
  if (auth !== "oauth" || oauthRequired || !(wanted || underWay || begun))
    return <StatusBadge status={status} />;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {offersReopening ? (
        <span aria-hidden className="inline-flex h-5 items-center gap-1.5 text-muted text-xs">
          <Spinner className="size-3.5" /> {phase === "confirming" ? "Checking" : "Waiting for consent"}
        </span>
      ) : (
        <StatusBadge status={status} />
      )}
      {phase === "blocked" && (
        <a className={buttonStyle("primary", "small")} href={tabAddress}>
          Continue in this tab
        </a>
      )}
      <Button
        ref={button}
        size="small"
        aria-label={`${word} ${serverName} ${whose}`}
        aria-disabled={phase === "confirming" || undefined}
        onClick={phase === "confirming" ? undefined : start}
      >
        {word}
      </Button>
      {underWay && (
        <Button
          size="small"
          variant="ghost"
          aria-label={`Cancel connecting ${serverName} ${whose}`}
          onClick={() => {
            button.current?.focus();
            void stop();
          }}
        >
          Cancel
        </Button>
      )}
      {/* What began elsewhere is announced there. */}
      <VisuallyHidden role="status">{begun && PHASE_WORDS[phase]}</VisuallyHidden>
      {(phase === "failed" || phase === "expired") && (
        <span className="text-negative text-xs">{PHASE_WORDS[phase]}</span>
      )}
    </span>
  );
}
