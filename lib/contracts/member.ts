import * as z from "zod/mini";

/** The kinds of those who do something. */
export const CALLER_KINDS = ["member", "visitor", "apiKey", "system"] as const;

/** Roles, from the least to the most: a viewer looks, an operator creates and changes, an administrator also manages. */
export const ROLES = ["viewer", "operator", "administrator"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Whether a role includes what another may do. */
export function roleIncludes(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

export const passwordSchema = z
  .string({ error: "Choose a password." })
  .check(
    z.minLength(PASSWORD_LENGTH.least, { error: `Use at least ${PASSWORD_LENGTH.least} characters.` }),
    z.maxLength(PASSWORD_LENGTH.most, { error: `Use at most ${PASSWORD_LENGTH.most} characters.` }),
  );

export const emailSchema = z
  .string({ error: "Enter an email address." })
  .check(z.trim(), z.toLowerCase(), z.email({ error: "Enter an email address, such as ana@example.com." }));

export const signInFormSchema = z.object({
  email: emailSchema,
  password: z.string().check(z.minLength(1, { error: "Enter your password." })),
});
export type SignInForm = z.infer<typeof signInFormSchema>;

export const changePasswordFormSchema = z.object({
  currentPassword: z.string().check(z.minLength(1, { error: "Enter your current password." })),
  newPassword: passwordSchema,
});
export type ChangePasswordForm = z.infer<typeof changePasswordFormSchema>;

/** `POST /api/setup`: the one-time link's token makes the first administrator. */
export const setupRequestSchema = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z
    .string({ error: "Enter your name." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Enter your name." }),
      z.maxLength(100, { error: "Use a shorter name." }),
    ),
  email: emailSchema,
  password: passwordSchema,
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;

export const setupAnswerSchema = z.object({ email: z.string() });
export type SetupAnswer = z.infer<typeof setupAnswerSchema>;
