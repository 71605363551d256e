import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { createApiKey, listApiKeys, revokeApiKey } from "@/lib/api/api-keys";

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => listApiKeys(signal),
});

/** The answer holds the key itself, so it is not kept. */
export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createApiKey,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: revokeApiKey,
    onSuccess: ({ key }) =>
      client.setQueryData(
        apiKeysQuery.queryKey,
        (known) => known && { keys: known.keys.map((listed) => (listed.id === key.id ? key : listed)) },
      ),
  });
}
