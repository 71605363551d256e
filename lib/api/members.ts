import {
  type AcceptInvitationRequest,
  type ChoosePasswordRequest,
  endedSessionsAnswerSchema,
  type InviteMemberAnswer,
  type InviteMemberRequest,
  invitationAnswerSchema,
  inviteMemberAnswerSchema,
  type ListedMember,
  type ListMembersAnswer,
  listMembersAnswerSchema,
  memberAnswerSchema,
  type PasswordLinkAnswer,
  passwordLinkAnswerSchema,
  removeMemberAnswerSchema,
  type SignInAsAnswer,
  signInAsAnswerSchema,
  type UpdateMemberRequest,
} from "@/lib/contracts/member-list";
import { request } from "./request";

const memberPath = (id: string) => `/api/members/${encodeURIComponent(id)}`;

/** `GET /api/members` */
export function listMembers(signal?: AbortSignal): Promise<ListMembersAnswer> {
  return request("/api/members", { answer: listMembersAnswerSchema, signal });
}

/** `POST /api/members/invitations`: the answer's `url` is told this once. */
export function inviteMember(body: InviteMemberRequest): Promise<InviteMemberAnswer> {
  return request("/api/members/invitations", { method: "POST", body, answer: inviteMemberAnswerSchema });
}

/** `DELETE /api/members/invitations/{id}` */
export async function withdrawInvitation(id: string): Promise<void> {
  await request(`/api/members/invitations/${id}`, { method: "DELETE", answer: invitationAnswerSchema });
}

/** `PATCH /api/members/{id}` */
export function updateMember({
  id,
  ...body
}: UpdateMemberRequest & { id: string }): Promise<{ member: ListedMember }> {
  return request(memberPath(id), { method: "PATCH", body, answer: memberAnswerSchema });
}

/** `DELETE /api/members/{id}` */
export function removeMember(id: string): Promise<{ email: string }> {
  return request(memberPath(id), { method: "DELETE", answer: removeMemberAnswerSchema });
}

/** `DELETE /api/members/{id}/sessions` */
export function endMemberSessions(id: string): Promise<{ ended: number }> {
  return request(`${memberPath(id)}/sessions`, { method: "DELETE", answer: endedSessionsAnswerSchema });
}

/** `POST /api/members/{id}/password-link`: the answer's `url` is told this once. */
export function makePasswordLink(id: string): Promise<PasswordLinkAnswer> {
  return request(`${memberPath(id)}/password-link`, { method: "POST", answer: passwordLinkAnswerSchema });
}

/** `POST /api/invitations/{token}/accept`. It does not sign in. */
export function acceptInvitation({
  token,
  ...body
}: AcceptInvitationRequest & { token: string }): Promise<SignInAsAnswer> {
  const path = `/api/invitations/${encodeURIComponent(token)}/accept`;
  return request(path, { method: "POST", body, answer: signInAsAnswerSchema });
}

/** `POST /api/password-links/{token}/use`. It does not sign in. */
export function choosePassword({
  token,
  ...body
}: ChoosePasswordRequest & { token: string }): Promise<SignInAsAnswer> {
  const path = `/api/password-links/${encodeURIComponent(token)}/use`;
  return request(path, { method: "POST", body, answer: signInAsAnswerSchema });
}
