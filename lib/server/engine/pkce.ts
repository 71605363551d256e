import { hashToken } from "../cipher";

/** A PKCE challenge of the method S256 (RFC 7636): the verifier's SHA-256 in base64url. */
export function codeChallenge(codeVerifier: string): string {
  return hashToken(codeVerifier);
}

/** What a challenge of that method looks like. */
export const CODE_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
