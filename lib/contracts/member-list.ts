import * as z from "zod/mini";
import { emailSchema, memberNameSchema, passwordSchema, roleSchema } from "./member";
import { told } from "./told";

/** A member as administrators see them. */
export const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: told(roleSchema),
  isDisabled: z.boolean(),
  /** Whether it is whoever asks. */
  isSelf: z.boolean(),
  hasSecondFactor: z.boolean(),
  passkeys: z.int(),
  /** How many browsers they are signed in with. */
  sessions: z.int(),
  createdAt: z.string(),
  /** To the minute; null for those who never came. */
  lastSeenAt: z.nullable(z.string()),
});
export type ListedMember = z.infer<typeof memberSchema>;

/** An invitation that nobody has accepted yet. Its link was told once. */
export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: told(roleSchema),
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** Past its time, or of somebody who may invite nobody any more. */
  isOver: z.boolean(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** `GET /api/members` */
export const listMembersAnswerSchema = z.object({
  members: z.array(memberSchema),
  invitations: z.array(invitationSchema),
});
export type ListMembersAnswer = z.infer<typeof listMembersAnswerSchema>;

/** `POST /api/members/invitations` */
export const inviteMemberRequestSchema = z.object({
  email: emailSchema,
  role: roleSchema,
  /** Whether the link is mailed to them too. */
  mail: z._default(z.boolean({ error: "Yes or no." }), false),
});
export type InviteMemberRequest = z.input<typeof inviteMemberRequestSchema>;

/** `url` is told once, here, and never again. */
export const inviteMemberAnswerSchema = z.object({
  invitation: invitationSchema,
  url: z.string(),
  /** How the mail went; null where none was asked for. The link is good either way. */
  mailed: z.nullable(z.object({ sent: z.boolean(), reason: z.nullable(z.string()) })),
});
export type InviteMemberAnswer = z.infer<typeof inviteMemberAnswerSchema>;

export const invitationIdParamsSchema = z.object({ id: z.uuid() });
export const invitationAnswerSchema = z.object({ invitation: invitationSchema });

/** The token of an invitation or of a password link; what is none is told like one that does not exist. */
export const memberTokenParamsSchema = z.object({ token: z.string().check(z.maxLength(200)) });

/** `POST /api/invitations/{token}/accept` */
export const acceptInvitationRequestSchema = z.object({ name: memberNameSchema, password: passwordSchema });
export type AcceptInvitationRequest = z.infer<typeof acceptInvitationRequestSchema>;

/** `POST /api/password-links/{token}/use` */
export const choosePasswordRequestSchema = z.object({ password: passwordSchema });
export type ChoosePasswordRequest = z.infer<typeof choosePasswordRequestSchema>;

/** With whose address to sign in from now on. */
export const signInAsAnswerSchema = z.object({ email: z.string() });
export type SignInAsAnswer = z.infer<typeof signInAsAnswerSchema>;

export const memberIdParamsSchema = z.object({ id: z.string().check(z.minLength(1), z.maxLength(200)) });
export const memberAnswerSchema = z.object({ member: memberSchema });

/** `PATCH /api/members/{id}` */
export const updateMemberRequestSchema = z
  .object({ role: z.optional(roleSchema), isDisabled: z.optional(z.boolean()) })
  .check(
    z.refine(({ role, isDisabled }) => role !== undefined || isDisabled !== undefined, {
      error: "Say what is to change.",
    }),
  );
export type UpdateMemberRequest = z.infer<typeof updateMemberRequestSchema>;

/** `DELETE /api/members/{id}` */
export const removeMemberAnswerSchema = z.object({ email: z.string() });

/** `DELETE /api/members/{id}/sessions` */
export const endedSessionsAnswerSchema = z.object({ ended: z.int() });

/** `POST /api/members/{id}/password-link`: `url` is told once, here, and never again. */
export const passwordLinkAnswerSchema = z.object({ url: z.string(), expiresAt: z.string() });
export type PasswordLinkAnswer = z.infer<typeof passwordLinkAnswerSchema>;
