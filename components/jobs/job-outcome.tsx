"use client";

import { useQuery } from "@tanstack/react-query";
import { jobQuery } from "@/lib/queries/jobs";
import { JobProgress } from "./job-progress";
import { Receipt } from "./receipt";

/** A job: how far it has come, then its receipt. */
export function JobOutcome({ id }: { id: string }) {
  const { data } = useQuery(jobQuery(id));
  return (
    <div className="space-y-6">
      <JobProgress id={id} />
      {data && data.job.state !== "running" && <Receipt jobId={id} />}
    </div>
  );
}
