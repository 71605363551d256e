import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { JobList } from "@/components/jobs/job-list";
import { jobsParams } from "@/components/jobs/search-params";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { listJobsQuerySchema } from "@/lib/contracts/job";
import { makeQueryClient } from "@/lib/queries/client";
import { jobsQuery } from "@/lib/queries/jobs";
import { requirePage } from "@/lib/server/http/page";
import { listJobs } from "@/lib/server/services/jobs/list";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const context = await requirePage();
  const { state } = jobsParams.read(await searchParams);
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    ...jobsQuery(state),
    queryFn: () => listJobs(context, listJobsQuerySchema.parse({ state })),
  });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Jobs"
        description="Work on many instances at once: what runs, and what came of it."
      />
      <JobList />
    </Prefetched>
  );
}
