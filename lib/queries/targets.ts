import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { listTargets, readTarget, resetTarget, testTarget, updateTarget } from "@/lib/api/targets";
import type { Target } from "@/lib/contracts/target";

export const targetsQuery = queryOptions({
  queryKey: ["targets"],
  queryFn: ({ signal }) => listTargets(signal),
});

export const targetQuery = (server: string) =>
  queryOptions({ queryKey: ["targets", server], queryFn: ({ signal }) => readTarget(server, signal) });

/** Puts what a change answered in its place in the list. */
function useReplace() {
  const client = useQueryClient();
  return (target: Target) => {
    client.setQueryData(
      targetsQuery.queryKey,
      (known) =>
        known && {
          ...known,
          targets: known.targets.map((one) => (one.serverName === target.serverName ? target : one)),
        },
    );
    return client.invalidateQueries({ queryKey: targetQuery(target.serverName).queryKey });
  };
}

export function useUpdateTarget() {
  return useMutation({ mutationFn: updateTarget, onSuccess: useReplace() });
}

export function useResetTarget() {
  return useMutation({ mutationFn: resetTarget, onSuccess: useReplace() });
}

export function useTestTarget() {
  return useMutation({ mutationFn: testTarget, onSuccess: useReplace() });
}
