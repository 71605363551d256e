"use client";

import { useQuery } from "@tanstack/react-query";
import { Connect } from "@/components/connect/connect";
import { ServerUrl } from "@/components/instances/server-url";
import { SnippetsPanel } from "@/components/instances/snippets-panel";
import { ServerMark } from "@/components/servers/server-mark";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusBadge } from "@/components/ui/status-badge";
import { catalogueEntry } from "@/lib/contracts/catalogue";
import type { Instance } from "@/lib/contracts/instance";
import { connectionQuery } from "@/lib/queries/instances";
import { Differences } from "./differences";

export type Outcome = {
  instance: Instance;
  /** Undefined where it was looked up, not asked for. */
  created?: boolean;
  /** What was asked for, to be held against what was there already. */
  asked?: Pick<Instance, "connectionType" | "isReadOnly" | "legacy">;
};

/** What came back: whether it is new, the URL, whether the account is connected, and what to paste where. */
export function ResultPanel({ outcome }: { outcome: Outcome }) {
  const { data } = useQuery({
    ...connectionQuery(outcome.instance.id),
    placeholderData: { instance: outcome.instance, attempt: null },
  });
  const instance = data?.instance ?? outcome.instance;
  const { auth } = catalogueEntry(instance.serverName);
  const unconnected = instance.status !== "connected" && instance.status !== "no-sign-in-needed";

  return (
    <div className="flex flex-col gap-5 p-4">
      <header className="flex items-start gap-3">
        <ServerMark name={instance.serverName} size="large" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="font-semibold text-base">{instance.serverName}</h3>
            {outcome.created !== undefined && (
              <Badge tone={outcome.created ? "positive" : "info"}>
                {outcome.created ? "New" : "Already there"}
              </Badge>
            )}
          </div>
          <p className="break-words text-muted text-sm">
            for <span className="text-foreground">{instance.userId}</span>
            {instance.platformName && <> on {instance.platformName}</>}
            {instance.isReadOnly ? ", read-only" : ", read and write"}
          </p>
        </div>
      </header>
      {outcome.created === false && outcome.asked && (
        <Differences instance={instance} asked={outcome.asked} />
      )}
      <div className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-center gap-2">
          <h4 className="font-medium text-sm">Sign-in</h4>
          <StatusBadge status={instance.status} />
        </div>
        {auth === "oauth" && <Connect key={instance.id} instance={instance} />}
        {auth === "key" && unconnected && (
          <Alert kind="info">
            {instance.serverName} signs in with a key of the account. Set it at the upstream: Patchbay does
            not ask for keys yet.
          </Alert>
        )}
      </div>
      <div className="flex flex-col gap-1.5">
        <h4 className="font-medium text-sm">Server URL</h4>
        <ServerUrl instance={instance} />
        <p className="text-muted text-xs">
          {unconnected
            ? "The account is not connected yet, so tools answer only with how to connect it. "
            : "Whoever holds this URL can use the account. "}
          Treat it like a password.
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-2">
        <h4 className="font-medium text-sm">Instance id</h4>
        <code className="break-all font-mono text-xs">{instance.instanceId}</code>
        <CopyButton text={instance.instanceId} label="Copy instance id" />
      </div>
      <div className="flex flex-col gap-1.5">
        <h4 className="font-medium text-sm">Use it in</h4>
        <SnippetsPanel instance={instance} />
      </div>
    </div>
  );
}
