import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  allowPasswords,
  listSignInWays,
  makeScimToken,
  readSignInRules,
  removeScimToken,
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

/** The answer holds the token itself, so it is not kept. */
export function useMakeScimToken() {
  return useMutation({ mutationFn: makeScimToken, gcTime: 0, onSettled: useReloadRules() });
}

export function useRemoveScimToken() {
  return useMutation({ mutationFn: removeScimToken, onSettled: useReloadRules() });
}

function useReloadRules() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: signInRulesQuery.queryKey, exact: true });
}

function useKeepRules() {
  const client = useQueryClient();
  return (rules: SignInRules) => void client.setQueryData(signInRulesQuery.queryKey, rules);
}
