import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  createServer,
  deleteServer,
  listTargets,
  readTarget,
  resetTarget,
  testTarget,
  updateServer,
  updateTarget,
} from "@/lib/api/targets";
import type { Target } from "@/lib/contracts/target";
import { suggestionsQuery } from "./instances";

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

/** Has lists of servers asked anew: those of the settings, and what the create form offers. */
function useReread() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: targetsQuery.queryKey }),
      client.invalidateQueries({ queryKey: suggestionsQuery.queryKey }),
    ]);
}

export function useCreateServer() {
  return useMutation({ mutationFn: createServer, onSuccess: useReread() });
}

export function useUpdateServer() {
  return useMutation({ mutationFn: updateServer, onSuccess: useReread() });
}

export function useDeleteServer() {
  return useMutation({ mutationFn: deleteServer, onSuccess: useReread() });
}

export function useTestTarget() {
  return useMutation({ mutationFn: testTarget, onSuccess: useReplace() });
}
