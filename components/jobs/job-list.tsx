"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { changeAddress, useAddress } from "@/components/ui/address";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ListChecks } from "@/components/ui/icons";
import { LoadMore } from "@/components/ui/load-more";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import type { JobState } from "@/lib/contracts/job";
import { PATHS } from "@/lib/paths";
import { jobsQuery } from "@/lib/queries/jobs";
import { JobRow } from "./job-row";
import { jobsParams } from "./search-params";

const STATES = [
  { value: "all", label: "All" },
  { value: "running", label: "Running" },
  { value: "finished", label: "Finished" },
  { value: "stopped", label: "Stopped" },
] as const satisfies readonly { value: JobState | "all"; label: string }[];

/** The work on many instances at once, the latest first. */
export function JobList() {
  const { state } = useAddress(jobsParams);
  const list = useInfiniteQuery(jobsQuery(state));
  const { data, error } = list;
  const jobs = data?.pages.flatMap((page) => page.jobs);
  return (
    <>
      <Segmented
        legend="State"
        legendHidden
        name="state"
        options={STATES}
        value={state ?? "all"}
        onValueChange={(value) => changeAddress(jobsParams, { state: value === "all" ? undefined : value })}
        className="mb-4 max-w-md"
      />
      <UnreadAlert of={list} title="The jobs could not be read" className="mb-4" />
      {!jobs && !error && <Skeleton className="h-64" />}
      {jobs && (
        <Card aria-label="Jobs">
          {jobs.length > 0 ? (
            <ol className="divide-y divide-border">
              {jobs.map((job) => (
                <JobRow key={job.id} job={job} />
              ))}
            </ol>
          ) : (
            <EmptyState
              icon={ListChecks}
              title={state ? `No ${state} jobs` : "No jobs yet"}
              actions={<ButtonLink href={PATHS.instances}>All instances</ButtonLink>}
            >
              Choose several instances in the list to change them at once. What came of it stands here.
            </EmptyState>
          )}
        </Card>
      )}
      <LoadMore list={list}>Load earlier jobs</LoadMore>
    </>
  );
}
