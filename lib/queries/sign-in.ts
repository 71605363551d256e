import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  allowPasswords,
  listSignInWays,
  readSignInRules,
  removeSingleSignOn,
  requireSecondFactor,
  updateSingleSignOn,
} from "@/lib/api/sign-in";
import type { SignInRules } from "@/lib/contracts/sign-in";

export const signInRulesQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => readSignInRules(signal),
});

export const signInWaysQuery = queryOptions({
  queryKey: ["sign-in", "ways"],
  queryFn: ({ signal }) => listSignInWays(signal),
});

export function useRequireSecondFactor() {
  return useMutation({ mutationFn: requireSecondFactor, onSuccess: useKeepRules() });
}

export function useAllowPasswords() {
  return useMutation({ mutationFn: allowPasswords, onSuccess: useKeepRules() });
}

export function useUpdateSingleSignOn() {
  return useMutation({ mutationFn: updateSingleSignOn, onSuccess: useKeepRules() });
}

export function useRemoveSingleSignOn() {
  return useMutation({ mutationFn: removeSingleSignOn, onSuccess: useKeepRules() });
}

function useKeepRules() {
  const client = useQueryClient();
  return (rules: SignInRules) => void client.setQueryData(signInRulesQuery.queryKey, rules);
}
