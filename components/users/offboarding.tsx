"use client";

import { useQuery } from "@tanstack/react-query";
import { JobProgress } from "@/components/jobs/job-progress";
import { Receipt } from "@/components/jobs/receipt";
import { useMember } from "@/components/layout/member";
import type { Instance } from "@/lib/contracts/instance";
import { jobQuery } from "@/lib/queries/jobs";
import { Offboard } from "./offboard";

type OffboardingProps = {
  jobId: string;
  userId: string;
  /** What the user still has. */
  left: readonly Instance[];
  focused: boolean;
  onStarted: (jobId: string) => void;
};

/** A user being taken off: how far it has come, then the receipt, and another go at what is left. */
export function Offboarding({ jobId, userId, left, focused, onStarted }: OffboardingProps) {
  const { can } = useMember();
  const { data } = useQuery(jobQuery(jobId));
  const over = data !== undefined && data.job.state !== "running";
  return (
    <>
      <JobProgress id={jobId} focused={focused}>
        {() =>
          can("user.offboard") &&
          left.length > 0 && (
            <Offboard userId={userId} instances={left} onStarted={onStarted}>
              Offboard again, {left.length} left
            </Offboard>
          )
        }
      </JobProgress>
      {over && <Receipt jobId={jobId} />}
    </>
  );
}
