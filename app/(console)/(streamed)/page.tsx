import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { Overview } from "@/components/overview/overview";

import { makeQueryClient } from "@/lib/queries/client";
import { overviewQuery } from "@/lib/queries/overview";
import { requirePage } from "@/lib/server/http/page";
import { readOverview } from "@/lib/server/services/overview/read";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const context = await requirePage();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...overviewQuery, queryFn: () => readOverview(context) });

  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Overview"
        description="What needs attention, and how accounts and upstreams are doing."
      />
      <Overview />
    </Prefetched>
  );
}
