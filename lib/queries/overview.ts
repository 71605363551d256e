import { queryOptions } from "@tanstack/react-query";
import { readOverview } from "@/lib/api/overview";

export const overviewKeys = { all: ["overview"] as const };

export const overviewQuery = queryOptions({
  queryKey: overviewKeys.all,
  queryFn: ({ signal }) => readOverview(signal),
  refetchOnWindowFocus: "always",
});
