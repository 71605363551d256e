import { queryOptions } from "@tanstack/react-query";
import { readHistory } from "@/lib/api/instances";

export const historyKeys = {
  instance: (id: string) => ["history", id] as const,
};

/** What was done to an instance. Asked whenever somebody opens it: it may have grown by what they just did. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: historyKeys.instance(id),
    queryFn: ({ signal }) => readHistory(id, signal),
    staleTime: 0,
    refetchOnWindowFocus: "always",
  });
