import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  cancelConnect,
  createInstance,
  listInstances,
  readConnection,
  readSuggestions,
  revealInstance,
  updateInstance,
} from "@/lib/api/instances";
import type { Instance } from "@/lib/contracts/instance";

/** How many instances the create page lists. */
export const LATEST = 10;

export const instanceKeys = {
  all: ["instances"] as const,
  latest: () => [...instanceKeys.all, "latest"] as const,
  connection: (id: string) => [...instanceKeys.all, "connection", id] as const,
  suggestions: () => ["suggestions"] as const,
};

export const latestInstancesQuery = queryOptions({
  queryKey: instanceKeys.latest(),
  queryFn: ({ signal }) => listInstances(LATEST, signal),
});

export const suggestionsQuery = queryOptions({
  queryKey: instanceKeys.suggestions(),
  queryFn: ({ signal }) => readSuggestions(signal),
});

/** Whether an instance has its account. Asked anew whenever somebody looks: what is cached is only a first answer. */
export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: instanceKeys.connection(id),
    queryFn: ({ signal }) => readConnection(id, signal),
    staleTime: 0,
  });

export function useCreateInstance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createInstance,
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
  return useMutation({ mutationFn: revealInstance, gcTime: 0 });
}

export function useUpdateInstance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isReadOnly }: { id: string; isReadOnly: boolean }) =>
      updateInstance(id, { isReadOnly }),
    onSuccess: ({ instance }) => {
      client.setQueryData(connectionQuery(instance.id).queryKey, (known) => known && { ...known, instance });
      listInstance(client, instance);
    },
  });
}

export function useCancelConnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: cancelConnect,
    onSuccess: (connection) => {
      client.setQueryData(instanceKeys.connection(connection.instance.id), connection);
    },
  });
}

/** Puts a newer state of an instance into the list of the latest. */
export function listInstance(client: QueryClient, instance: Instance): void {
  client.setQueryData(
    latestInstancesQuery.queryKey,
    (known) =>
      known && {
        instances: known.instances.map((listed) => (listed.id === instance.id ? instance : listed)),
      },
  );
}
