import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { readSignInRules, requireSecondFactor } from "@/lib/api/sign-in";

export const signInRulesQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => readSignInRules(signal),
});

export function useRequireSecondFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: requireSecondFactor,
    onSuccess: (rules) => client.setQueryData(signInRulesQuery.queryKey, rules),
  });
}
