import * as z from "zod/mini";

/** What is typed of a code holds this much at the most; blanks and hyphens in it mean nothing. */
const LONGEST = 40;

/** Six digits of the app's, or a recovery code. */
export const codeRequestSchema = z.object({
  code: z.string({ error: "Enter the code." }).check(
    z.overwrite((code) => code.replace(/[\s-]+/g, "").toLowerCase()),
    z.minLength(1, { error: "Enter the code." }),
    z.maxLength(LONGEST, { error: "This is no code." }),
  ),
});
export type CodeRequest = z.infer<typeof codeRequestSchema>;

/** `POST /api/account/second-factor`: what an authenticator app is given. */
export const newSecondFactorSchema = z.object({
  /** In base32, for whoever types it. */
  secret: z.string(),
  /** The `otpauth:` address that is shown as a QR code. */
  address: z.string(),
});
export type NewSecondFactor = z.infer<typeof newSecondFactorSchema>;

/** Told once, here, and never again. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

/** `POST /api/account/second-factor/verify` */
export const verifiedSchema = z.object({
  /** How many recovery codes there are still. */
  recoveryCodesLeft: z.int(),
});
export type Verified = z.infer<typeof verifiedSchema>;

/** `DELETE /api/members/{id}/second-factor`, and the removal of one's own. */
export const removedSecondFactorSchema = z.object({ removed: z.boolean() });
