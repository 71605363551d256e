import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { fetchers } from "@/lib/api/fetchers";
import type { CreateJobRequestInput, JobAnswer, JobState, ListJobsAnswer } from "@/lib/contracts/job";

const api = fetchers(() => import("@/lib/api/jobs"));

/** In milliseconds. */
const WATCH_EVERY = 1_000;
/** How often the shell asks what runs, in milliseconds: while something does, and while nothing is known to. */
const FOLLOW_RUNNING = 3_000;
const LOOK_FOR_RUNNING = 30_000;

export const jobKeys = {
  all: ["jobs"] as const,
  progress: (id: string) => [...jobKeys.all, "progress", id] as const,
  /** All lists of jobs, and what runs. */
  listed: () => [...jobKeys.all, "listed"] as const,
  list: (state: JobState | undefined) => [...jobKeys.listed(), "all", state] as const,
  running: () => [...jobKeys.listed(), "running"] as const,
  user: (userId: string) => [...jobKeys.listed(), "user", userId] as const,
  receipt: (id: string) => [...jobKeys.all, "receipt", id] as const,
};

const isRunning = (answer: JobAnswer | undefined) => answer?.job.state === "running";

/** How far a job has come, followed while it runs. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: jobKeys.progress(id),
    queryFn: async ({ signal }) => (await api()).readJob(id, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => isRunning(state.data) && WATCH_EVERY,
  });

/** Jobs, page after page, the latest first. */
export const jobsQuery = (state: JobState | undefined) =>
  infiniteQueryOptions({
    queryKey: jobKeys.list(state),
    queryFn: async ({ pageParam, signal }) =>
      (await api()).listJobs({ ...(state && { state }), after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListJobsAnswer) => page.next ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ jobs }) => jobs.some((job) => job.state === "running")) ? FOLLOW_RUNNING : false,
  });

/** What the shell asks for. */
export const RUNNING = { state: "running", limit: 100 } as const;

/** What runs at present, whoever began it. */
export const runningJobsQuery = queryOptions({
  queryKey: jobKeys.running(),
  queryFn: async ({ signal }) => (await api()).listJobs(RUNNING, signal),
  refetchInterval: ({ state: { data } }) => (data?.jobs.length ? FOLLOW_RUNNING : LOOK_FOR_RUNNING),
  refetchOnWindowFocus: "always",
});

/** The jobs in which a user was taken off. */
export const userJobsQuery = (userId: string) =>
  queryOptions({
    queryKey: jobKeys.user(userId),
    queryFn: async ({ signal }) => (await api()).listJobs({ userId, limit: 100 }, signal),
    staleTime: 0,
  });

/** Every item of a job. Ask once the job is over: after that it changes no more. */
export const receiptQuery = (id: string) =>
  queryOptions({
    queryKey: jobKeys.receipt(id),
    queryFn: async ({ signal }) => (await api()).readReceipt(id, signal),
    staleTime: 0,
  });

/** A receipt as a signed file. */
export function useSignReceipt(id: string) {
  return useMutation({ mutationFn: async () => (await api()).readSignedReceipt(id), gcTime: 0 });
}

export function useCreateJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: CreateJobRequestInput) => (await api()).createJob(body),
    onSuccess: (answer) => {
      client.setQueryData(jobQuery(answer.job.id).queryKey, answer);
      void client.invalidateQueries({ queryKey: jobKeys.listed() });
    },
  });
}

export function useStopJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await api()).stopJob(id),
    onSuccess: async (answer) => {
      await client.cancelQueries({ queryKey: jobKeys.progress(answer.job.id) });
      client.setQueryData(jobQuery(answer.job.id).queryKey, answer);
      void client.invalidateQueries({ queryKey: jobKeys.listed() });
    },
  });
}
