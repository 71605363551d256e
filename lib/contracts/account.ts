import * as z from "zod/mini";
import { emailSchema, memberNameSchema, roleSchema } from "./member";
import { passkeySchema } from "./passkey";

/** A browser in which one is signed in. */
export const sessionSchema = z.object({
  id: z.string(),
  /** As the browser names itself; null where it does not. */
  userAgent: z.nullable(z.string()),
  /** Where it signed in from, where that is known. */
  address: z.nullable(z.string()),
  createdAt: z.string(),
  /** To the minute. */
  lastSeenAt: z.nullable(z.string()),
  expiresAt: z.string(),
  /** Whether it is the one that asks. */
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** `GET /api/account` */
export const accountSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  /** Null without one. */
  secondFactor: z.nullable(z.object({ confirmedAt: z.string(), recoveryCodesLeft: z.int() })),
  passkeys: z.array(passkeySchema),
  /** Whether there is a password to sign in with. */
  hasPassword: z.boolean(),
  sessions: z.array(sessionSchema),
});
export type Account = z.infer<typeof accountSchema>;

/** `PATCH /api/account`: another address is another way to sign in, and takes the password. */
export const updateAccountRequestSchema = z.object({
  name: memberNameSchema,
  email: emailSchema,
  currentPassword: z.optional(z.string().check(z.maxLength(1000))),
});
export type UpdateAccountRequest = z.infer<typeof updateAccountRequestSchema>;

export const accountAnswerSchema = z.object({ account: accountSchema });

export const sessionIdParamsSchema = z.object({ id: z.string().check(z.minLength(1), z.maxLength(200)) });
