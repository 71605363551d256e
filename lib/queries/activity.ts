import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listActivity } from "@/lib/api/activity";
import type { ActivityAnswer, ActivityFilter } from "@/lib/contracts/activity";

/** How many of a user's latest events stand on their page. */
export const USER_EVENTS = 10;

export const activityKeys = {
  all: ["activity"] as const,
  list: (filter: ActivityFilter) => [...activityKeys.all, "list", filter] as const,
  user: (userId: string) => [...activityKeys.all, "user", userId] as const,
};

/** What was done, page after page. It may have grown whenever somebody looks. */
export const activityQuery = (filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: activityKeys.list(filter),
    queryFn: ({ pageParam, signal }) => listActivity({ ...filter, after: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: ActivityAnswer) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** The latest that concerns a user, whose instances may all be gone. */
export const userActivityQuery = (userId: string) =>
  queryOptions({
    queryKey: activityKeys.user(userId),
    queryFn: ({ signal }) => listActivity({ userId, limit: USER_EVENTS }, signal),
    staleTime: 0,
    refetchOnWindowFocus: "always",
  });
