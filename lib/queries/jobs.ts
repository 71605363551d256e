import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { createJob, readJob, stopJob, workOnJob } from "@/lib/api/jobs";
import type { JobAnswer } from "@/lib/contracts/job";

/** In milliseconds. */
const WATCH_EVERY = 1_000;
const WORK_AGAIN_AFTER = { success: 300, failure: 10_000 } as const;

export const jobKeys = {
  all: ["jobs"] as const,
  progress: (id: string) => [...jobKeys.all, "progress", id] as const,
  work: (id: string) => [...jobKeys.all, "work", id] as const,
};

const isRunning = (answer: JobAnswer | undefined) => answer?.job.state === "running";

/** How far a job has come, followed while it runs. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: jobKeys.progress(id),
    queryFn: ({ signal }) => readJob(id, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => isRunning(state.data) && WATCH_EVERY,
  });

/** Does the job's work, a few seconds at a time, for as long as it is enabled; also while the tab is in the back. */
const workQuery = (id: string) =>
  queryOptions({
    queryKey: jobKeys.work(id),
    queryFn: async ({ client }) => {
      const answer = await workOnJob(id);
      // An older answer that is still under way would say less than this one.
      await client.cancelQueries({ queryKey: jobKeys.progress(id) });
      client.setQueryData(jobQuery(id).queryKey, answer);
      return answer;
    },
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => WORK_AGAIN_AFTER[state.error ? "failure" : "success"],
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: false,
  });

/**
 * A job with how far it has come. Where `work` is set, this page does the work while it is open; once it is over,
 * everything that the job may have changed is fetched anew.
 */
export function useJob(id: string, { work }: { work: boolean }) {
  const client = useQueryClient();
  const progress = useQuery(jobQuery(id));
  const running = isRunning(progress.data);
  const working = useQuery({ ...workQuery(id), enabled: work && running });

  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !running)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== jobKeys.all[0] });
    wasRunning.current = running;
  }, [client, running]);

  return {
    job: progress.data?.job,
    error: progress.error,
    /** Why the work does not go on at present; it is tried again by itself. */
    interruption: running ? working.error : null,
    tryAgain: () => (progress.error ? progress.refetch() : working.refetch()),
  };
}

export function useCreateJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createJob,
    onSuccess: (answer) => client.setQueryData(jobQuery(answer.job.id).queryKey, answer),
  });
}

export function useStopJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: stopJob,
    onSuccess: async (answer) => {
      await client.cancelQueries({ queryKey: jobKeys.progress(answer.job.id) });
      client.setQueryData(jobQuery(answer.job.id).queryKey, answer);
    },
  });
}
