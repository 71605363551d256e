import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryKey,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import {
  cancelItem,
  confirmPerson,
  createLink,
  createLinks,
  keyItem,
  listLinks,
  openLink,
  remindLinks,
  revokeLinks,
} from "@/lib/api/links";
import { searchInstances } from "@/lib/api/search";
import {
  isLinkOpen,
  LINK_ITEMS,
  LINKABLE_STATUSES,
  type LinkFilter,
  type ListLinksAnswer,
} from "@/lib/contracts/link";
import type { InstanceStatus } from "@/lib/contracts/status";

/** How often the list asks how the people of open links are doing, in milliseconds. */
const FOLLOW = 5_000;

export const linkKeys = {
  all: ["links"] as const,
  /** All lists of links. */
  lists: () => [...linkKeys.all, "list"] as const,
  list: (filter: LinkFilter) => [...linkKeys.lists(), filter] as const,
  user: (userId: string) => [...linkKeys.lists(), "user", userId] as const,
  connectable: (userId: string) => [...linkKeys.all, "connectable", userId] as const,
  opened: (token: string): QueryKey => ["opened-link", token],
};

/** The links that match, page after page, followed while somebody may be opening one of the first. */
export const linksQuery = (filter: LinkFilter) =>
  infiniteQueryOptions({
    queryKey: linkKeys.list(filter),
    queryFn: ({ pageParam, signal }) => listLinks({ ...filter, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListLinksAnswer) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      const [first, ...others] = data?.pages ?? [];
      return others.length === 0 && first?.links.some(isLinkOpen) ? FOLLOW : false;
    },
    refetchOnWindowFocus: "always",
  });

/** A user's links, of whatever state. */
export const userLinksQuery = (userId: string) =>
  queryOptions({
    queryKey: linkKeys.user(userId),
    queryFn: ({ signal }) => listLinks({ userId, limit: 100 }, signal),
    staleTime: 0,
  });

/** A user's instances whose accounts wait to be connected, the newest first. */
export const connectableQuery = (userId: string) =>
  queryOptions({
    queryKey: linkKeys.connectable(userId),
    queryFn: async ({ signal }) => {
      const { instances } = await searchInstances({ userId, status: [...LINKABLE_STATUSES] }, signal);
      return instances.filter(({ missing }) => !missing).slice(0, LINK_ITEMS);
    },
    staleTime: 0,
    enabled: userId !== "",
  });

/** The answer holds the link itself, so it is not kept. */
export function useCreateLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createLink,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: linkKeys.lists() }),
  });
}

/** The answer holds the links themselves, so it is not kept. */
export function useCreateLinks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createLinks,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: linkKeys.lists() }),
  });
}

/** The answer holds the links themselves, so it is not kept. */
export function useRemindLinks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: remindLinks,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: linkKeys.lists() }),
  });
}

export function useRevokeLinks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: revokeLinks,
    onSuccess: () => client.invalidateQueries({ queryKey: linkKeys.lists() }),
  });
}

/** A link as its person sees it. */
export const openedLinkQuery = (token: string) =>
  queryOptions({
    queryKey: linkKeys.opened(token),
    queryFn: ({ signal }) => openLink(token, signal),
    refetchOnWindowFocus: "always",
  });

export function useConfirmPerson(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => confirmPerson(token),
    onSuccess: (link) => client.setQueryData(openedLinkQuery(token).queryKey, link),
  });
}

/** What the person of a link does about one of its accounts, by the account's place on the page. */
export function useLinkItem(token: string, item: number) {
  const client = useQueryClient();
  const { queryKey } = openedLinkQuery(token);
  return {
    cancel: async () => client.setQueryData(queryKey, await cancelItem(token, item)),
    /** Not a mutation of the cache's, which would keep the key for as long as the page is open. */
    sendKey: async (key: string): Promise<InstanceStatus> => {
      const link = await keyItem(token, item, key);
      client.setQueryData(queryKey, link);
      return link.items[item]?.status ?? "unknown";
    },
  };
}
