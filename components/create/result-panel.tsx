"use client";

import { ConnectAccount } from "@/components/connect/connect-account";
import { useInstanceSource } from "@/components/connect/use-instance-source";
import { ServerUrl } from "@/components/instances/server-url";
import { urlHolderWords } from "@/components/instances/server-url-words";
import { SnippetsPanel } from "@/components/instances/snippets-panel";
import { useMember } from "@/components/layout/member";
import { SendLink } from "@/components/links/send-link";
import { ServerMark } from "@/components/servers/server-mark";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import { isDone, standingOf } from "@/lib/contracts/terms/status";
import { showId } from "@/lib/words/unseen";
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
  const { can } = useMember();
  const { instance, source } = useInstanceSource(outcome.instance, { page: "create", watch: true });
  const unconnected = !isDone(instance);

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
            for <span className="text-foreground">{showId(instance.userId)}</span>
            {instance.platformName && <> on {showId(instance.platformName)}</>}
            <span>{instance.isReadOnly ? ", read-only" : ", read and write"}</span>
          </p>
        </div>
      </header>
      {outcome.created === false && outcome.asked && (
        <Differences instance={instance} asked={outcome.asked} />
      )}
      <div className="flex flex-col gap-2.5">
        <div className="flex min-h-7 flex-wrap items-center gap-2">
          <h4 className="font-medium text-sm">Sign-in</h4>
          <StatusBadge status={standingOf(instance)} />
          {can("link.create") && unconnected && (
            <div className="ml-auto">
              <SendLink userId={instance.userId} size="small" />
            </div>
          )}
        </div>
        {can("connect.start") && <ConnectAccount key={instance.id} source={source} />}
      </div>
      <div className="flex flex-col gap-1.5">
        <h4 className="font-medium text-sm">Server URL</h4>
        {can("instance.reveal") ? (
          <ServerUrl instance={instance} />
        ) : (
          <CodeBlock label="server URL" wrap code={instance.maskedUrl} copy={null} />
        )}
        <p className="text-muted text-xs">
          {unconnected
            ? "The account is not connected yet, so tools answer only with how to connect it. "
            : `${urlHolderWords(instance)} `}
          Treat it like a password.
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-2">
        <h4 className="font-medium text-sm">Instance id</h4>
        <code className="break-all font-mono text-xs">{instance.instanceId}</code>
        {can("instance.reveal") && <CopyButton text={instance.instanceId} label="Copy instance id" />}
      </div>
      <div className="flex flex-col gap-1.5">
        <h4 className="font-medium text-sm">Use it in</h4>
        <SnippetsPanel instance={instance} />
      </div>
    </div>
  );
}
