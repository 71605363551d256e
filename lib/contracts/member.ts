import * as z from "zod/mini";
import { ROLES, type Role } from "./terms/role";
import { SESSION_LACKS } from "./terms/session";
import { storable } from "./text";

/** The kinds of those who do something. */
export const CALLER_KINDS = ["member", "visitor", "apiKey", "system"] as const;

export const roleSchema = z.enum(ROLES);
export type { Role };

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

export const passwordSchema = z
  .string({ error: "Choose a password." })
  .check(
    z.minLength(PASSWORD_LENGTH.least, { error: `Use at least ${PASSWORD_LENGTH.least} characters.` }),
    z.maxLength(PASSWORD_LENGTH.most, { error: `Use at most ${PASSWORD_LENGTH.most} characters.` }),
  );

/** Characters (RFC 3696, with its erratum). */
const EMAIL_LENGTH = 254;

export const emailSchema = z
  .string({ error: "Enter an email address." })
  .check(
    z.trim(),
    z.toLowerCase(),
    z.email({ error: "Enter an email address, such as ana@example.com." }),
    z.maxLength(EMAIL_LENGTH, { error: `Use at most ${EMAIL_LENGTH} characters.` }),
  );

/** A password that is tried may be longer than any that is taken: then it is a wrong one. */
const MOST_SENT = 1000;

export const signInFormSchema = z.object({
  email: emailSchema,
  password: z.string().check(z.minLength(1, { error: "Enter your password." }), z.maxLength(MOST_SENT)),
});
export type SignInForm = z.infer<typeof signInFormSchema>;

/** What signing in by a password answers: what is due before the session opens anything, if anything is. */
export const signInAnswerSchema = z.object({ lacks: z.nullable(z.enum(SESSION_LACKS)) });
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

export const changePasswordFormSchema = z.object({
  currentPassword: z
    .string()
    .check(z.minLength(1, { error: "Enter your current password." }), z.maxLength(MOST_SENT)),
  newPassword: passwordSchema,
});
export type ChangePasswordForm = z.infer<typeof changePasswordFormSchema>;

export const memberNameSchema = z
  .string({ error: "Enter your name." })
  .check(
    z.trim(),
    z.minLength(1, { error: "Enter your name." }),
    z.maxLength(100, { error: "Use a shorter name." }),
    storable,
  );

/** `POST /api/setup`: the one-time link's token makes the first administrator. */
export const setupRequestSchema = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(200)),
  name: memberNameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;

export const setupAnswerSchema = z.object({ email: z.string() });
export type SetupAnswer = z.infer<typeof setupAnswerSchema>;
