import {
  type InfiniteData,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { fetchers } from "@/lib/api/fetchers";
import type { CreateInstanceRequestInput, Instance } from "@/lib/contracts/instance";
import type { SearchInstancesAnswer } from "@/lib/contracts/instance-search";
import type { InstanceStatus } from "@/lib/contracts/status";

const api = fetchers(() => import("@/lib/api/instances"));
const search = fetchers(() => import("@/lib/api/search"));

/** How many instances the create page lists. */
export const LATEST = 10;

export const instanceKeys = {
  all: ["instances"] as const,
  /** All lists that search. */
  searched: () => [...instanceKeys.all, "search"] as const,
  latest: () => [...instanceKeys.all, "latest"] as const,
  connections: () => [...instanceKeys.all, "connection"] as const,
  connection: (id: string): QueryKey => [...instanceKeys.connections(), id],
  /** By the palette. */
  found: (text: string) => [...instanceKeys.all, "found", text] as const,
  suggestions: () => ["suggestions"] as const,
};

export const latestInstancesQuery = queryOptions({
  queryKey: instanceKeys.latest(),
  queryFn: async ({ signal }) => (await search()).searchInstances({ limit: LATEST }, signal),
});

export const suggestionsQuery = queryOptions({
  queryKey: instanceKeys.suggestions(),
  queryFn: async ({ signal }) => (await api()).readSuggestions(signal),
});

/** Whether an instance has its account. Asked anew whenever somebody looks: what is cached is only a first answer. */
export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: instanceKeys.connection(id),
    queryFn: async ({ signal }) => (await api()).readConnection(id, signal),
    staleTime: 0,
  });

export function useCreateInstance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: CreateInstanceRequestInput) => (await api()).createInstance(body),
    onSuccess: ({ instance }) => {
      client.setQueryData(instanceKeys.connection(instance.id), { instance, attempt: null });
      return Promise.all([
        client.invalidateQueries({ queryKey: instanceKeys.latest() }),
        client.invalidateQueries({ queryKey: instanceKeys.suggestions() }),
      ]);
    },
  });
}

/** The URL in full. It is not cached: a secret stays no longer than the component that shows it. */
export function useRevealInstance() {
  return useMutation({ mutationFn: async (id: string) => (await api()).revealInstance(id), gcTime: 0 });
}

export function useUpdateInstance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, isReadOnly }: { id: string; isReadOnly: boolean }) =>
      (await api()).updateInstance(id, { isReadOnly }),
    onSuccess: ({ instance }) => {
      client.setQueryData(connectionQuery(instance.id).queryKey, (known) => known && { ...known, instance });
      listInstance(client, instance);
    },
  });
}

export function useCancelConnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await api()).cancelConnect(id),
    onSuccess: (connection) => {
      client.setQueryData(instanceKeys.connection(connection.instance.id), connection);
    },
  });
}

/**
 * Passes a key of the account on, and answers what the instance is then. It is no mutation of the cache's, which would
 * keep the key for as long as the page is open.
 */
export function useSetKey(id: string): (key: string) => Promise<InstanceStatus> {
  const client = useQueryClient();
  return async (key) => {
    const connection = await (await api()).setKey(id, key);
    client.setQueryData(connectionQuery(id).queryKey, connection);
    return connection.instance.status;
  };
}

/** What became of the tokens of an instance's account. */
export const credentialKey = (id: string) => ["credential", id] as const;

/** Removes the account from an instance; the instance and its URL stay. */
export function useDeauthorizeInstance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await api()).deauthorizeInstance(id),
    onSuccess: ({ instance }) => {
      client.setQueryData(connectionQuery(instance.id).queryKey, (known) => known && { ...known, instance });
      listInstance(client, instance);
      void client.invalidateQueries({ queryKey: credentialKey(instance.id) });
    },
  });
}

/** Lists are asked anew where they are next shown, and not at once: the instance's own page would ask for what is gone. */
export function useDeleteInstance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await api()).deleteInstance(id),
    onSuccess: () => client.invalidateQueries({ queryKey: instanceKeys.all, refetchType: "none" }),
  });
}

/** Puts a newer state of an instance into the lists, where it stays in its place until they are asked for anew. */
export function listInstance(client: QueryClient, instance: Instance): void {
  const renew = (listed: readonly Instance[]) =>
    listed.map((known) => (known.id === instance.id ? instance : known));
  client.setQueryData(
    latestInstancesQuery.queryKey,
    (known) => known && { ...known, instances: renew(known.instances) },
  );
  client.setQueriesData<InfiniteData<SearchInstancesAnswer>>(
    { queryKey: instanceKeys.searched() },
    (known) =>
      known && {
        ...known,
        pages: known.pages.map((page) => ({ ...page, instances: renew(page.instances) })),
      },
  );
}
