import { queryOptions } from "@tanstack/react-query";
import { fetchers } from "@/lib/api/fetchers";

const api = fetchers(() => import("@/lib/api/overview"));

export const overviewKeys = { all: ["overview"] as const };

export const overviewQuery = queryOptions({
  queryKey: overviewKeys.all,
  queryFn: async ({ signal }) => (await api()).readOverview(signal),
  refetchOnWindowFocus: "always",
});
