import * as z from "zod/mini";
import { told } from "./told";

/**
 * What became of a credential that was deleted here: `revoked` at its provider (RFC 7009), or living there until a moment
 * or for as long as the provider lets it, a `key` that its service honours until it is revoked there, `none` where there
 * was none, `not-told` by an upstream that keeps credentials itself, or `unknown` here.
 */
export const CREDENTIAL_FATES = [
  "revoked",
  "lives-until",
  "lives-on",
  "key",
  "none",
  "not-told",
  "unknown",
] as const;

export const credentialFateSchema = z.object({
  fate: told(z.enum(CREDENTIAL_FATES)),
  /** When it ends by itself, where that is known. */
  until: z.nullable(z.string()),
  /** When it was deleted here. */
  at: z.string(),
});
export type CredentialFate = z.infer<typeof credentialFateSchema>;
