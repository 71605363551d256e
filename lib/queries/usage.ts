import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { readUsage, suspendInstance } from "@/lib/api/instances";

/** What was called of an instance. Asked anew whenever somebody looks: agents do not stop meanwhile. */
export const usageQuery = (id: string) =>
  queryOptions({
    queryKey: ["usage", id] as const,
    queryFn: ({ signal }) => readUsage(id, signal),
    staleTime: 0,
    refetchOnWindowFocus: "always",
  });

export function useSuspendInstance(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isSuspended: boolean) => suspendInstance(id, isSuspended),
    onSuccess: (answer) =>
      client.setQueryData(usageQuery(id).queryKey, (known) => known && { ...known, ...answer }),
  });
}
