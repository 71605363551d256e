import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { nudgeJob } from "@/lib/api/jobs";
import { jobKeys, jobQuery } from "./jobs";

/** A job that stood still for so long is nudged again, in milliseconds: where no process stays, nothing else moves it. */
const STILL = 2_000;

/**
 * A job with how far it has come, by reading it. Where `nudges` is set, the server is asked once to go on with it at
 * once. Once it is over, everything that it may have changed is fetched anew.
 */
export function useJob(id: string, { nudges }: { nudges: boolean }) {
  const client = useQueryClient();
  const progress = useQuery(jobQuery(id));
  const job = progress.data?.job;
  const running = job?.state === "running";
  useNudge(id, { enabled: nudges && running, dealt: job ? job.done + job.failed : 0 });

  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !running)
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== jobKeys.all[0] || queryKey[1] === jobKeys.listed()[1],
      });
    wasRunning.current = running;
  }, [client, running]);

  return {
    job,
    error: progress.error,
    refetch: progress.refetch,
  };
}

/** Nudges a job when it is first seen to run, and again whenever it stands still. */
function useNudge(id: string, { enabled, dealt }: { enabled: boolean; dealt: number }): void {
  const { mutate, isPending } = useMutation({ mutationFn: nudgeJob });
  useEffect(() => {
    if (enabled) mutate(id);
  }, [enabled, id, mutate]);
  const moved = useRef({ dealt, at: 0 });
  useEffect(() => {
    moved.current = { dealt, at: performance.now() };
  }, [dealt]);
  useEffect(() => {
    if (!enabled || isPending) return;
    const timer = setInterval(() => {
      if (performance.now() - moved.current.at >= STILL) mutate(id);
    }, STILL);
    return () => clearInterval(timer);
  }, [enabled, isPending, id, mutate]);
}
