import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { readNotices, sendTestNotice, updateNotices } from "@/lib/api/notices";

export const noticesQuery = queryOptions({
  queryKey: ["account", "notices"],
  queryFn: ({ signal }) => readNotices(signal),
});

export function useUpdateNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateNotices,
    onSuccess: (answer) => client.setQueryData(noticesQuery.queryKey, answer),
  });
}

export function useSendTestNotice() {
  return useMutation({ mutationFn: sendTestNotice });
}
