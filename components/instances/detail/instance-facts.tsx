import type { ReactNode } from "react";
import { useMember } from "@/components/layout/member";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Instance } from "@/lib/contracts/instance";
import { TRANSPORT_LABELS, UPSTREAM_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";

/** What an instance is, beside how it stands. Whoever may not have its URL is shown the end of its id, and copies none. */
export function InstanceFacts({ instance }: { instance: Instance }) {
  const { can } = useMember();
  return (
    <Card aria-labelledby="facts">
      <CardHeader>
        <CardTitle id="facts">Details</CardTitle>
      </CardHeader>
      <dl className="divide-y divide-border">
        {can("instance.reveal") ? (
          <CopiedFact name="Instance id" note="At the upstream" value={instance.instanceId} />
        ) : (
          <Fact name="Instance id" note="At the upstream">
            <code className="font-mono text-xs">{instance.instanceId}</code>
          </Fact>
        )}
        <CopiedFact name="Record id" note="In this console" value={instance.id} />
        <CopiedFact name="User id" value={instance.userId} />
        <Fact name="Platform">{instance.platformName === null ? "None" : showId(instance.platformName)}</Fact>
        <Fact name="Upstream">{UPSTREAM_LABELS[instance.upstream]}</Fact>
        <Fact name="Transport">{TRANSPORT_LABELS[instance.connectionType]}</Fact>
        <Fact name="Version">{instance.legacy ? "Legacy server" : "Current server"}</Fact>
        <Fact name="Created">
          <RelativeTime dateTime={instance.createdAt} /> by {instance.createdBy}
        </Fact>
      </dl>
    </Card>
  );
}

/** `note` tells an id from the other one. */
function Fact({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[6rem_minmax(0,1fr)] items-center gap-x-3 px-4 py-1 text-sm">
      <dt className="text-muted">
        {name}
        {note && <span className="block text-xs">{note}</span>}
      </dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function CopiedFact({ name, note, value }: { name: string; note?: string; value: string }) {
  return (
    <Fact name={name} {...(note && { note })}>
      <span className="flex items-center justify-between gap-1">
        <code className="min-w-0 font-mono text-xs">{value}</code>
        <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} className="-mr-2" />
      </span>
    </Fact>
  );
}
