import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { endSessions, readAccount, updateAccount } from "@/lib/api/account";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => readAccount(signal),
});

/** Reads one's account again, after a change that answers something else. */
export function useReloadAccount() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: accountQuery.queryKey });
}

export function useUpdateAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateAccount,
    onSuccess: ({ account }) => client.setQueryData(accountQuery.queryKey, account),
  });
}

export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endSessions,
    onSettled: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
}
