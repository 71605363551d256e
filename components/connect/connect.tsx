"use client";

import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { ExternalLink, Plug, RotateCw } from "@/components/ui/icons";
import { Spinner } from "@/components/ui/spinner";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { fill } from "@/lib/words/visitor/fill";
import { ConnectParameters } from "./connect-parameters";
import { checkParameters } from "./parameters";
import type { ConnectSource } from "./source";
import { useConnect } from "./use-connect";
import { useVisitorWords } from "./visitor-words";

/**
 * The one way to connect an account by consent: the button, and what becomes of it. Progress is announced politely, and
 * the focus stays on the button, whatever it says.
 */
export function Connect({ source }: { source: ConnectSource }) {
  const { serverName } = source;
  const asked = catalogueEntry(serverName).oauthRequired ?? [];
  const [parameters, setParameters] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const view = useConnect(source, parameters);
  const { phase, label, mayReopen, reason, tabAddress } = view;
  const { language, words } = useVisitorWords();
  const deed = fill(label === "Reconnect" ? words.reconnect : words.connect, { server: serverName });
  const fields = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const press = () => {
    const found = checkParameters(asked, parameters);
    setErrors(found);
    const [first] = Object.keys(found);
    if (first === undefined) view.start();
    else fields.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const cancel = () => {
    button.current?.focus();
    void view.stop();
  };

  return (
    <div className="flex flex-col gap-2">
      {asked.length > 0 && (
        <div ref={fields}>
          <ConnectParameters
            serverName={serverName}
            asked={asked}
            values={parameters}
            errors={errors}
            onChange={(name, value) => {
              setParameters({ ...parameters, [name]: value });
              setErrors({ ...errors, [name]: "" });
            }}
          />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          ref={button}
          variant={label === "Reconnect" || mayReopen ? "secondary" : "primary"}
          onClick={view.isBusy ? undefined : press}
          aria-disabled={view.isBusy || undefined}
        >
          {mayReopen ? (
            <>
              <RotateCw aria-hidden /> <span>{words.reopen}</span>
            </>
          ) : (
            <>
              <Plug aria-hidden /> <span>{deed}</span>
            </>
          )}
        </Button>
        {view.mayCancel && (
          <Button variant="ghost" onClick={cancel}>
            {words.cancel}
          </Button>
        )}
      </div>
      {/* Its place is kept, so that nothing moves when it speaks; what has a box of its own needs no line beside it. */}
      <p
        role="status"
        className={
          reason || phase === "blocked" ? "sr-only" : "flex min-h-6 items-center gap-2 text-muted text-sm"
        }
      >
        {mayReopen && <Spinner />}
        <span>{!reason && view.announcement}</span>
      </p>
      {phase === "blocked" && (
        <Alert
          kind="caution"
          title={words.blockedTitle}
          actions={
            <>
              <a className={buttonStyle("primary", "small")} href={tabAddress}>
                <ExternalLink aria-hidden /> {words.sameTab}
              </a>
              <CopyButton
                text={() => Promise.resolve(new URL(tabAddress, window.location.origin).href)}
                label={words.copyLink}
              >
                {words.copyLink}
              </CopyButton>
            </>
          }
        >
          {words.blockedText}
        </Alert>
      )}
      {reason && (
        <Alert kind="negative" title={phase === "expired" ? words.expiredTitle : words.failedTitle}>
          {reason} {fill(words.pressAgain, { label: language === "en" ? label : deed })}
        </Alert>
      )}
    </div>
  );
}
