import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { createBundle, deleteBundle, listBundles, updateBundle } from "@/lib/api/bundles";
import type { BundleFormInput } from "@/lib/contracts/bundle";

export const bundlesQuery = queryOptions({
  queryKey: ["bundles"],
  queryFn: ({ signal }) => listBundles(signal),
});

/** Makes a bundle, or changes the one of that id. */
export function useSaveBundle(id: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (form: BundleFormInput) => (id === undefined ? createBundle(form) : updateBundle(id, form)),
    onSuccess: () => client.invalidateQueries({ queryKey: bundlesQuery.queryKey }),
  });
}

export function useDeleteBundle() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteBundle,
    onSuccess: () => client.invalidateQueries({ queryKey: bundlesQuery.queryKey }),
  });
}
