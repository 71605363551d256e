import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { fetchers } from "@/lib/api/fetchers";
import { RequestError } from "@/lib/api/request-error";
import type { UserSearch } from "@/lib/api/users";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type {
  AdoptManyRequest,
  AdoptRequest,
  ListUsersAnswer,
  UpstreamUsersAnswer,
  UserAnswer,
} from "@/lib/contracts/user";
import { instanceKeys } from "./instances";
import { jobKeys } from "./jobs";
import { overviewKeys } from "./overview";

const api = fetchers(() => import("@/lib/api/users"));
const jobs = fetchers(() => import("@/lib/api/jobs"));

export const userKeys = {
  all: ["users"] as const,
  list: (listed: ListedUsers) => [...userKeys.all, "list", listed] as const,
  standings: (q: string) => [...userKeys.all, "standings", q] as const,
  /** By the palette. */
  found: (text: string) => [...userKeys.all, "found", text] as const,
  one: (userId: string) => [...userKeys.all, "one", userId] as const,
  alike: (userId: string) => [...userKeys.all, "alike", userId] as const,
  upstream: (upstream: UpstreamId) => ["upstream-users", upstream] as const,
};

/** What the list shows, and in what order. */
export type ListedUsers = Omit<UserSearch, "after">;

/** The users who match, page after page. */
export const usersQuery = (listed: ListedUsers) =>
  infiniteQueryOptions({
    queryKey: userKeys.list(listed),
    queryFn: async ({ pageParam, signal }) =>
      (await api()).listUsers({ ...listed, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListUsersAnswer) => page.next ?? undefined,
    refetchOnWindowFocus: "always",
  });

/** How many users have an instance of each standing, of those whom the search finds. */
export const userStandingsQuery = (q: string) =>
  queryOptions({
    queryKey: userKeys.standings(q),
    queryFn: async ({ signal }) => (await api()).countUsers(q, signal),
    placeholderData: keepPreviousData,
  });

/** One user with all that is theirs; null for one who has nothing, as after offboarding. */
export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: userKeys.one(userId),
    queryFn: async ({ signal }): Promise<UserAnswer | null> => {
      const { readUser } = await api();
      return readUser(userId, signal).catch((error) => {
        if (error instanceof RequestError && error.code === "not-found") return null;
        throw error;
      });
    },
    refetchOnWindowFocus: "always",
  });

/** Whose ids look like one that is not in the record. */
export const alikeUsersQuery = (userId: string) =>
  queryOptions({
    queryKey: userKeys.alike(userId),
    queryFn: async ({ signal }) => (await api()).listAlikeUsers(userId, signal),
    retry: false,
  });

/** Who is at an upstream. Each page costs calls within its rate, so what was read stays until it is asked for anew. */
export const upstreamUsersQuery = (upstream: UpstreamId) =>
  infiniteQueryOptions({
    queryKey: userKeys.upstream(upstream),
    queryFn: async ({ pageParam, signal }) => (await api()).listUpstreamUsers(upstream, pageParam, signal),
    initialPageParam: 1,
    getNextPageParam: ({ page, totalPages }: UpstreamUsersAnswer) =>
      page < totalPages ? page + 1 : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export function useOffboardUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (userId: string) => (await jobs()).offboardUser(userId),
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.listed() }),
  });
}

export function useOffboardUsers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (userIds: readonly string[]) => (await jobs()).offboardUsers(userIds),
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.listed() }),
  });
}

/** Takes servers of one user into the record; the answer says of each how it went. */
export function useAdoptUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: AdoptRequest) => (await api()).adoptUser(body),
    onSuccess: () =>
      Promise.all(
        [userKeys.all, instanceKeys.all, overviewKeys.all].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Begins the job that does the same for many. */
export function useAdoptUsers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: AdoptManyRequest) => (await api()).adoptUsers(body),
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.listed() }),
  });
}
