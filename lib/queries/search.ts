import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { countInstances, countStandings, searchInstances } from "@/lib/api/search";
import type {
  InstanceFilter,
  InstanceSort,
  SearchInstancesAnswer,
  SearchInstancesQuery,
} from "@/lib/contracts/instance-search";
import { instanceKeys } from "./instances";

/** What a list shows, and in what order. */
export type ListedInstances = {
  filter: InstanceFilter;
  sort: InstanceSort;
  direction: SearchInstancesQuery["direction"];
};

export const searchKeys = {
  list: (listed: ListedInstances) => [...instanceKeys.searched(), listed] as const,
  count: (filter: InstanceFilter) => [...instanceKeys.all, "count", filter] as const,
  standings: (filter: InstanceFilter) => [...instanceKeys.all, "standings", filter] as const,
};

/** Coming back to the window fetches a list anew, unless so much of it is in view that it would be many calls. */
const FETCHED_ANEW = 3;

/** The instances that match, page after page. While another list is fetched, the one before stays in view. */
export const searchQuery = (listed: ListedInstances) =>
  infiniteQueryOptions({
    queryKey: searchKeys.list(listed),
    queryFn: ({ pageParam, signal }) => {
      const { filter, sort, direction } = listed;
      return searchInstances({ ...filter, sort, direction, after: pageParam }, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: SearchInstancesAnswer) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= FETCHED_ANEW,
  });

/** How many match. Counting takes longer than a page does, so it is asked for apart. */
export const countQuery = (filter: InstanceFilter) =>
  queryOptions({
    queryKey: searchKeys.count(filter),
    queryFn: ({ signal }) => countInstances(filter, signal),
  });

/** How many match to the last, for whoever is about to change all of them. */
export const exactCountQuery = (filter: InstanceFilter) =>
  queryOptions({
    queryKey: [...searchKeys.count(filter), "exact"],
    queryFn: ({ signal }) => countInstances({ ...filter, exact: "true" }, signal),
  });

/** How many there are of each standing, whatever the filter says of that. */
export const standingsQuery = ({ status: _status, presence: _presence, ...filter }: InstanceFilter) =>
  queryOptions({
    queryKey: searchKeys.standings(filter),
    queryFn: ({ signal }) => countStandings(filter, signal),
    placeholderData: keepPreviousData,
  });
