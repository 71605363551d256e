"use client";

import { ExternalLink, Link2, Plug, RotateCw } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { catalogueEntry } from "@/lib/contracts/catalogue";
import type { Instance } from "@/lib/contracts/instance";
import type { ConnectPhase } from "./phase";
import { useConnect } from "./use-connect";

const SAID: Record<ConnectPhase, string> = {
  idle: "",
  opening: "Opening the sign-in window.",
  blocked: "The browser blocked the window.",
  waiting: "Waiting for consent in the other window.",
  "maybe-closed": "Still waiting. If the window is gone, reopen it or cancel.",
  confirming: "Back from the provider. Checking with the upstream.",
  connected: "Connected.",
  failed: "Not connected.",
  expired: "The attempt has expired.",
};

/**
 * The one way to connect an instance's account: the button, and what becomes of it. It is shown for services that sign
 * in by OAuth; progress is announced politely, and the focus stays where it is.
 */
export function Connect({ instance }: { instance: Instance }) {
  const [parameters, setParameters] = useState<Record<string, string>>({});
  const { phase, instance: latest, reason, tabAddress, start, stop } = useConnect(instance, parameters);
  const asked = catalogueEntry(instance.serverName).oauthRequired ?? [];
  const missing = asked.some((name) => !parameters[name]?.trim());
  const underWay =
    phase === "opening" || phase === "waiting" || phase === "maybe-closed" || phase === "confirming";
  const again = latest.status === "connected" || latest.status === "needs-reauthorization";

  return (
    <div className="flex flex-col gap-2">
      {asked.map((name) => (
        <Field
          key={name}
          label={`${instance.serverName} ${name}`}
          description="The part before the first dot."
        >
          {(control) => (
            <Input
              {...control}
              value={parameters[name] ?? ""}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setParameters({ ...parameters, [name]: event.target.value.trim() })}
            />
          )}
        </Field>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        {underWay ? (
          <>
            <Button onClick={start} disabled={phase === "confirming"}>
              <RotateCw aria-hidden /> Reopen window
            </Button>
            <Button variant="ghost" onClick={stop}>
              Cancel
            </Button>
          </>
        ) : (
          <Button variant={again ? "secondary" : "primary"} onClick={start} disabled={missing}>
            <Plug aria-hidden /> {again ? "Reconnect" : "Connect"} {instance.serverName}
          </Button>
        )}
      </div>
      <p role="status" className="flex min-h-6 items-center gap-2 text-muted text-sm">
        {underWay && <Spinner />}
        {SAID[phase]}
      </p>
      {phase === "blocked" && (
        <Alert
          kind="caution"
          title="Your browser did not open the window"
          actions={
            <>
              <a className={buttonStyle("primary", "small")} href={tabAddress}>
                <ExternalLink aria-hidden /> Continue in this tab
              </a>
              <CopyButton
                text={() => Promise.resolve(new URL(tabAddress, window.location.origin).href)}
                label="Copy the sign-in link"
              >
                <Link2 aria-hidden /> Copy link
              </CopyButton>
            </>
          }
        >
          Allow windows for this site and press Connect again, or go on in this tab: you come back here.
        </Alert>
      )}
      {(phase === "failed" || phase === "expired") && reason && (
        <Alert kind="negative" title={phase === "failed" ? "Not connected" : "The attempt has expired"}>
          {reason} Press Connect to try again; the instance and its URL stay the same.
        </Alert>
      )}
    </div>
  );
}
