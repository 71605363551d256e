import type { Registration } from "./registration";

/** The client's address with the answer to its request, and the issuer that gives it (RFC 9207). */
export function respondUrl(
  { redirectUri, issuer }: Registration,
  answer: { state: string } & ({ code: string } | { error: string }),
): string {
  const url = new URL(redirectUri);
  url.search = new URLSearchParams({ ...answer, iss: issuer }).toString();
  return url.href;
}
