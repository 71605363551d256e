import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { createInstances, previewInstances, revealInstances } from "@/lib/api/create-many";
import type { CreateManyRequest } from "@/lib/contracts/create-many";
import { instanceKeys } from "./instances";
import { jobKeys, jobQuery } from "./jobs";

/** What a creation of many would make; null asks for nothing. */
export const createManyPreviewQuery = (request: CreateManyRequest | null) =>
  queryOptions({
    queryKey: [...instanceKeys.all, "preview", request],
    queryFn: ({ signal }) => (request ? previewInstances(request, signal) : null),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export function useCreateInstances() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createInstances,
    onSuccess: (answer) => {
      client.setQueryData(jobQuery(answer.job.id).queryKey, answer);
      void client.invalidateQueries({ queryKey: jobKeys.listed() });
    },
  });
}

/** The file holds the URLs, so it is not kept. */
export function useRevealInstances() {
  return useMutation({ mutationFn: revealInstances, gcTime: 0 });
}
