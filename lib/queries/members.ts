import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  endMemberSessions,
  inviteMember,
  listMembers,
  makePasswordLink,
  removeMember,
  updateMember,
  withdrawInvitation,
} from "@/lib/api/members";
import { resetSecondFactor } from "@/lib/api/second-factor";

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => listMembers(signal),
});

/** The answer holds the link itself, so it is not kept. */
export function useInviteMember() {
  return useMutation({ mutationFn: inviteMember, gcTime: 0, onSettled: useRefreshMembers() });
}

export function useWithdrawInvitation() {
  return useMutation({ mutationFn: withdrawInvitation, onSettled: useRefreshMembers() });
}

export function useUpdateMember() {
  return useMutation({ mutationFn: updateMember, onSettled: useRefreshMembers() });
}

export function useRemoveMember() {
  return useMutation({ mutationFn: removeMember, onSettled: useRefreshMembers() });
}

export function useEndMemberSessions() {
  return useMutation({ mutationFn: endMemberSessions, onSettled: useRefreshMembers() });
}

export function useResetSecondFactor() {
  return useMutation({ mutationFn: resetSecondFactor, onSettled: useRefreshMembers() });
}

/** The answer holds the link itself, so it is not kept. */
export function useMakePasswordLink() {
  return useMutation({ mutationFn: makePasswordLink, gcTime: 0 });
}

/** Also after a refusal: somebody else may have changed what is shown. */
function useRefreshMembers() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: membersQuery.queryKey });
}
