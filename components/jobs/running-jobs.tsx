"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import type { JobSummary } from "@/lib/contracts/job";
import { jobPath, PATHS } from "@/lib/paths";
import { instanceKeys } from "@/lib/queries/instances";
import { jobQuery, runningJobsQuery } from "@/lib/queries/jobs";
import { userKeys } from "@/lib/queries/users";
import { numberWords } from "@/lib/words/count";
import { jobStanding, jobTitle } from "./job-words";

/** Says wherever one is that something runs, and how far it has come. */
export function RunningJobs() {
  const { data } = useQuery(runningJobsQuery);
  const [first, ...others] = data?.jobs ?? [];
  if (!first) return null;
  const more = others.length > 0;
  return (
    <PageLink
      href={more ? PATHS.jobs : jobPath(first.id)}
      className="mx-2.5 mb-2 flex items-start gap-2 rounded-md border border-border bg-accent-soft px-2.5 py-2 text-accent-text text-xs hover:underline"
    >
      <Spinner className="mt-0.5 size-3.5 shrink-0" />
      <span className="wrap-anywhere line-clamp-3 min-w-0">
        {more
          ? `${others.length + 1} jobs are running`
          : `${jobTitle(first)}: ${numberWords(first.done + first.failed)} of ${numberWords(first.total)}`}
      </span>
    </PageLink>
  );
}

/** Says when a job ends, wherever one is by then but on a page that shows it. */
export function JobEndings() {
  const { data } = useQuery(runningJobsQuery);
  const client = useQueryClient();
  const { push } = useRouter();
  const before = useRef<readonly JobSummary[]>([]);
  useEffect(() => {
    if (!data) return;
    const running = new Set(data.jobs.map(({ id }) => id));
    const ended = before.current.filter(({ id }) => !running.has(id));
    before.current = data.jobs;
    if (ended.length > 0) {
      for (const queryKey of [instanceKeys.all, userKeys.all]) void client.invalidateQueries({ queryKey });
    }
    for (const { id } of ended) {
      if (window.location.href.includes(id)) continue;
      void client.fetchQuery(jobQuery(id)).then(
        ({ job }) =>
          toast({
            kind: job.failed > 0 ? "negative" : "positive",
            title: jobTitle(job),
            description: jobStanding(job),
            action: { label: "Show receipt", onSelect: () => push(jobPath(id)) },
          }),
        // The list of jobs tells it all the same.
        () => {},
      );
    }
  }, [data, client, push]);
  return null;
}
