"use client";

import { useQuery } from "@tanstack/react-query";
import { ConnectLine } from "@/components/connect/connect-line";
import { useInstanceSource } from "@/components/connect/use-instance-source";
import { useMember } from "@/components/layout/member";
import { ServerMark } from "@/components/servers/server-mark";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Plug } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { UnreadAlert } from "@/components/ui/unread-alert";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import { instancePath } from "@/lib/paths";
import { latestInstancesQuery } from "@/lib/queries/instances";
import { TRANSPORT_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";

type RecentInstancesProps = { onShow: (instance: Instance) => void };

/** What was created last, by anybody, from the console's own record. */
export function RecentInstances({ onShow }: RecentInstancesProps) {
  const { can } = useMember();
  const query = useQuery(latestInstancesQuery);
  const { data, error } = query;
  return (
    <Card aria-labelledby="latest">
      <CardHeader>
        <CardTitle id="latest">Latest instances</CardTitle>
      </CardHeader>
      {!data && <UnreadAlert of={query} title="The list could not be read" className="m-4" />}
      {!data && !error && <Skeleton className="m-4 h-24" />}
      {data?.instances.length === 0 && (
        <EmptyState icon={Plug} title="No instances yet">
          {can("instance.create")
            ? "Choose a server and name a user above. What you create is listed here."
            : "What an operator creates is listed here."}
        </EmptyState>
      )}
      {data && data.instances.length > 0 && (
        <ul className="divide-y divide-border">
          {data.instances.map((instance) => (
            <InstanceRow key={instance.id} instance={instance} onShow={() => onShow(instance)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type InstanceRowProps = { instance: Instance; onShow: () => void };

function InstanceRow({ instance, onShow }: InstanceRowProps) {
  const { can } = useMember();
  const { serverName, userId, platformName, connectionType, isReadOnly, createdAt, createdBy } = instance;
  const user = showId(userId);
  const { source } = useInstanceSource(instance, { page: "create", watch: false });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 text-sm md:grid-cols-[minmax(0,1fr)_18rem_minmax(0,1fr)_auto]">
      <span className="flex min-w-0 items-center gap-2.5">
        <ServerMark name={serverName} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{serverName}</span>
          <span className="block truncate text-muted text-xs">
            {user}
            {platformName && ` on ${showId(platformName)}`}
          </span>
        </span>
      </span>
      <span className="order-3 col-span-2 md:order-none md:col-span-1">
        {can("connect.start") && !instance.missing ? (
          <ConnectLine source={source} whose={`of ${user}`} page={instancePath(instance.id)} />
        ) : (
          <StatusBadge status={standingOf(instance)} />
        )}
      </span>
      <span className="order-4 col-span-2 text-muted text-xs md:order-none md:col-span-1">
        <span>{`${TRANSPORT_LABELS[connectionType]}${isReadOnly ? ", read-only" : ""}`}</span>
        <span className="md:block">
          <span className="md:hidden"> · </span>
          <RelativeTime dateTime={createdAt} /> by {createdBy}
        </span>
      </span>
      <Button size="small" onClick={onShow} aria-label={`Show ${serverName} of ${user}`}>
        Show
      </Button>
    </li>
  );
}
