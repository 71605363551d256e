import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  approveTool,
  limitCalls,
  listSuspensions,
  listSwitchedOff,
  listToolChanges,
  makeToken,
  readCredentialHistory,
  removeToken,
  revealReadOnly,
  rotateUrl,
  ruleToolChanges,
  suspend,
  switchServerTool,
  switchTool,
} from "@/lib/api/rules";
import { connectionQuery, credentialKey, listInstance } from "./instances";
import { toolKeys } from "./tools";
import { usageQuery } from "./usage";

export const credentialQuery = (id: string) =>
  queryOptions({
    queryKey: credentialKey(id),
    queryFn: ({ signal }) => readCredentialHistory(id, signal),
    staleTime: 0,
  });

export const suspensionsQuery = queryOptions({
  queryKey: ["suspensions"],
  queryFn: ({ signal }) => listSuspensions(signal),
});

export const toolChangesQuery = queryOptions({
  queryKey: ["tool-changes"],
  queryFn: ({ signal }) => listToolChanges(signal),
});

export const serverToolsQuery = (name: string) =>
  queryOptions({
    queryKey: ["servers", name, "tools"],
    queryFn: ({ signal }) => listSwitchedOff(name, signal),
  });

/** Has what is told of an instance's rules read anew. */
function useReadUsage(id: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: usageQuery(id).queryKey });
}

export function useLimitCalls(id: string) {
  return useMutation({
    mutationFn: (callLimit: number | null) => limitCalls(id, callLimit),
    onSuccess: useReadUsage(id),
  });
}

/** The token is not cached: it stays no longer than the component that shows it. */
export function useMakeToken(id: string) {
  return useMutation({ mutationFn: () => makeToken(id), gcTime: 0, onSuccess: useReadUsage(id) });
}

export function useRemoveToken(id: string) {
  return useMutation({ mutationFn: () => removeToken(id), onSuccess: useReadUsage(id) });
}

export function useRotateUrl(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => rotateUrl(id),
    onSuccess: ({ instance }) => {
      client.setQueryData(connectionQuery(id).queryKey, (known) => known && { ...known, instance });
      listInstance(client, instance);
    },
  });
}

/** Nor is this URL. */
export function useRevealReadOnly() {
  return useMutation({ mutationFn: revealReadOnly, gcTime: 0 });
}

export function useSwitchTool(id: string) {
  const client = useQueryClient();
  const readUsage = useReadUsage(id);
  return useMutation({
    mutationFn: ({ tool, isOn }: { tool: string; isOn: boolean }) => switchTool(id, tool, isOn),
    onSuccess: () => Promise.all([readUsage(), client.invalidateQueries({ queryKey: toolKeys.list(id) })]),
  });
}

export function useSwitchServerTool(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ tool, isOn }: { tool: string; isOn: boolean }) => switchServerTool(name, tool, isOn),
    onSuccess: (answer) => client.setQueryData(serverToolsQuery(name).queryKey, answer),
  });
}

export function useSuspend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: suspend,
    onSuccess: (answer) => client.setQueryData(suspensionsQuery.queryKey, answer),
  });
}

export function useApproveTool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: approveTool,
    onSuccess: (answer) => client.setQueryData(toolChangesQuery.queryKey, answer),
  });
}

export function useRuleToolChanges() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ruleToolChanges,
    onSuccess: (answer) => client.setQueryData(toolChangesQuery.queryKey, answer),
  });
}
