"use client";

import { useQuery } from "@tanstack/react-query";
import { jobQuery } from "@/lib/queries/jobs";
import { CreatedInstances } from "./created-instances";
import { JobProgress } from "./job-progress";
import { Receipt } from "./receipt";

/** A job: how far it has come, then what can be done with what it made, and its receipt. */
export function JobOutcome({ id }: { id: string }) {
  const { data } = useQuery(jobQuery(id));
  const isOver = data && data.job.state !== "running";
  return (
    <div className="space-y-6">
      <JobProgress id={id} />
      {isOver && data.job.action === "create" && <CreatedInstances jobId={id} />}
      {isOver && <Receipt jobId={id} />}
    </div>
  );
}
