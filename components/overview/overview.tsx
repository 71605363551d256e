"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { byServersClock } from "@/lib/clock";
import { failingUpstreams } from "@/lib/contracts/terms/failing";
import { overviewQuery } from "@/lib/queries/overview";
import { Attention } from "./attention";
import { FailingUpstreams } from "./failing-upstreams";
import { StartHere } from "./start-here";

/** Drawn on the server as well; their script comes after the page's own. */
const Figures = dynamic(() => import("./figures").then((module) => module.Figures), {
  loading: () => <Skeleton className="h-96" />,
});

/** What needs attention first, then the figures. */
export function Overview() {
  const query = useQuery(overviewQuery);
  const { data, dataUpdatedAt, error } = query;
  const asOf = byServersClock(dataUpdatedAt);

  return (
    <div className="space-y-6">
      <UnreadAlert of={query} title="The overview could not be read" />
      {!data && !error && <Skeleton className="h-96" />}
      {data && <FailingUpstreams upstreams={data.upstreams} asOf={asOf} />}
      {data?.total === 0 && <StartHere />}
      {data && (data.total > 0 || data.attention.failedJobs.count > 0) && (
        <Attention attention={data.attention} failing={failingUpstreams(data.upstreams, asOf).length > 0} />
      )}
      {data && data.total > 0 && <Figures overview={data} asOf={asOf} />}
    </div>
  );
}
