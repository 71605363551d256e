import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createCombinedUrl, removeCombinedUrl, revealCombinedUrl } from "@/lib/api/combined-urls";
import { activityKeys } from "./activity";
import { userKeys } from "./users";

export function useCreateCombinedUrl(userId: string) {
  return useMutation({ mutationFn: createCombinedUrl, onSettled: useReloadUser(userId) });
}

/** The answer is a credential, so it is not kept. */
export function useRevealCombinedUrl() {
  return useMutation({ mutationFn: revealCombinedUrl, gcTime: 0 });
}

export function useRemoveCombinedUrl(userId: string) {
  return useMutation({ mutationFn: removeCombinedUrl, onSettled: useReloadUser(userId) });
}

function useReloadUser(userId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: userKeys.one(userId) }),
      client.invalidateQueries({ queryKey: activityKeys.user(userId) }),
    ]);
}
