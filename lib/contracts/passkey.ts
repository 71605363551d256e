import * as z from "zod/mini";
import { storable } from "./text";

/** A browser's answer is checked as a whole by what verifies it; here it is bounded, and has the parts that are read first. */
const base64url = z.string().check(z.regex(/^[\w-]*$/), z.maxLength(20_000));
const credential = {
  id: base64url.check(z.minLength(1), z.maxLength(1400)),
  rawId: base64url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.optional(z.nullable(z.enum(["platform", "cross-platform"]))),
  clientExtensionResults: z._default(z.record(z.string(), z.unknown()), {}),
};
const ticket = z.string().check(z.minLength(1), z.maxLength(1000));

/** What the browser is asked, and what is sent back with its answer. */
export const passkeyOptionsSchema = z.object({
  /** For `navigator.credentials`, as JSON (WebAuthn level 3, section 5.1). */
  options: z.looseObject({ challenge: z.string() }),
  ticket: z.string(),
});

/** `POST /api/account/passkeys/options`: another way in takes the password, where there is one. */
export const beginPasskeyRequestSchema = z.object({
  currentPassword: z.optional(z.string().check(z.maxLength(1000))),
});
export type BeginPasskeyRequest = z.output<typeof beginPasskeyRequestSchema>;

/** `POST /api/account/passkeys` */
export const addPasskeyRequestSchema = z.object({
  ticket,
  name: z
    .string({ error: "Name the passkey." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Name the passkey." }),
      z.maxLength(60, { error: "Use at most 60 characters." }),
      storable,
    ),
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10))),
    }),
  }),
});
export type AddPasskeyRequest = z.output<typeof addPasskeyRequestSchema>;

/** `POST /api/sign-in/passkey` */
export const passkeySignInRequestSchema = z.object({
  ticket,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: z.optional(z.nullable(base64url)),
    }),
  }),
});
export type PasskeySignInRequest = z.output<typeof passkeySignInRequestSchema>;

export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.nullable(z.string()),
});
export type Passkey = z.infer<typeof passkeySchema>;

export const passkeyAnswerSchema = z.object({ passkey: passkeySchema });
export const passkeyIdParamsSchema = z.object({ id: z.string().check(z.minLength(1), z.maxLength(1400)) });
export const removedPasskeySchema = z.object({ removed: z.literal(true) });
