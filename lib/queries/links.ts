import { type QueryKey, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  cancelItem,
  confirmPerson,
  createLink,
  createLinks,
  keyItem,
  listLinks,
  openLink,
  revokeLink,
} from "@/lib/api/links";
import { searchInstances } from "@/lib/api/search";
import { isLinkOpen, LINK_ITEMS, LINKABLE_STATUSES } from "@/lib/contracts/link";
import type { InstanceStatus } from "@/lib/contracts/status";

/** How often the list asks how the people of open links are doing, in milliseconds. */
const FOLLOW = 5_000;

export const linkKeys = {
  all: ["links"] as const,
  list: () => [...linkKeys.all, "list"] as const,
  connectable: (userId: string) => [...linkKeys.all, "connectable", userId] as const,
  opened: (token: string): QueryKey => ["opened-link", token],
};

/** The latest links, followed while somebody may be opening one. */
export const linksQuery = queryOptions({
  queryKey: linkKeys.list(),
  queryFn: ({ signal }) => listLinks(undefined, signal),
  refetchInterval: ({ state }) => (state.data?.links.some(isLinkOpen) ? FOLLOW : false),
  refetchOnWindowFocus: "always",
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
    onSuccess: () => client.invalidateQueries({ queryKey: linkKeys.list() }),
  });
}

/** The answer holds the links themselves, so it is not kept. */
export function useCreateLinks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createLinks,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: linkKeys.list() }),
  });
}

export function useRevokeLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: revokeLink,
    onSuccess: ({ link }) =>
      client.setQueryData(
        linksQuery.queryKey,
        (known) => known && { links: known.links.map((listed) => (listed.id === link.id ? link : listed)) },
      ),
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
