import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { fetchers } from "@/lib/api/fetchers";
import type { SavedViewForm } from "@/lib/contracts/saved-view";

const api = fetchers(() => import("@/lib/api/views"));

/** The member's saved views of the list of instances. */
export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: async ({ signal }) => (await api()).listViews(signal),
});

export function useCreateView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (form: SavedViewForm) => (await api()).createView(form),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await api()).deleteView(id),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
}
