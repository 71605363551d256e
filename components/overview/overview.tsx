"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
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
  const { data, dataUpdatedAt, error, refetch } = useQuery(overviewQuery);
  const asOf = byServersClock(dataUpdatedAt);

  return (
    <div className="space-y-6">
      {error && (
        <Alert
          kind="negative"
          title={data ? "These figures are not the latest" : "The overview could not be read"}
          actions={<Button onClick={() => refetch()}>Try again</Button>}
        >
          {error.message}
        </Alert>
      )}
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
