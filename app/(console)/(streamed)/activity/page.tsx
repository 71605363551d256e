import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ActivityList } from "@/components/activity/activity-list";
import { activityParams } from "@/components/activity/search-params";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { activityQuerySchema } from "@/lib/contracts/activity";
import { activityQuery } from "@/lib/queries/activity";
import { makeQueryClient } from "@/lib/queries/client";
import { requirePage } from "@/lib/server/http/page";
import { listActivity } from "@/lib/server/services/activity/list";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ searchParams }: PageProps<"/activity">) {
  const context = await requirePage();
  const filter = activityParams.read(await searchParams);
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    ...activityQuery(filter),
    queryFn: () => listActivity(context, activityQuerySchema.parse(filter)),
  });

  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Activity"
        description="Everything that was done: by whom, to what, and how it ended."
      />
      <ActivityList />
    </Prefetched>
  );
}
