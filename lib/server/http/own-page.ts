import type { Cipher } from "../cipher";

const PURPOSE = "page of a member";

/**
 * What a page of ours adds to an address that begins something in a member's name, and no page of another site can know.
 * It is for browsers that do not say where a request comes from (Fetch Metadata): the old ones, and over plain HTTP all.
 */
export function ownPageToken(cipher: Cipher, memberId: string): string {
  return cipher.sign(memberId, PURPOSE);
}

export function isOwnPageToken(cipher: Cipher, memberId: string, token: string | null): boolean {
  return token !== null && cipher.verify(token, memberId, PURPOSE);
}
