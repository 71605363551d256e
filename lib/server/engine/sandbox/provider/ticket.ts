import * as z from "zod/mini";
import type { Cipher } from "../../../cipher";

const PURPOSE = "engine sandbox ticket";
/** How long a consent page may stay open, in milliseconds. */
export const TICKET_LIFETIME = 10 * 60 * 1000;

/** An authorization request that was found valid, waiting for the person's decision. */
const requestSchema = z.object({
  slug: z.string(),
  scope: z.string(),
  state: z.string(),
  codeChallenge: z.string(),
});
const ticketSchema = z.extend(requestSchema, { expiresAt: z.number() });
type ConsentRequest = z.infer<typeof requestSchema>;

/** Carries a request through the consent page's form, signed, so that what is decided on is what was shown. */
export function issueTicket(cipher: Cipher, request: ConsentRequest): string {
  const payload = Buffer.from(
    JSON.stringify({ ...request, expiresAt: Date.now() + TICKET_LIFETIME }),
  ).toString("base64url");
  return `${payload}.${cipher.sign(payload, PURPOSE)}`;
}

/** Undefined for a ticket that was forged, changed, made for another provider or left lying too long. */
export function readTicket(cipher: Cipher, slug: string, ticket: string): ConsentRequest | undefined {
  const [payload = "", signature = ""] = ticket.split(".");
  if (!cipher.verify(signature, payload, PURPOSE)) return undefined;
  const { expiresAt, ...request } = ticketSchema.parse(
    JSON.parse(Buffer.from(payload, "base64url").toString("utf8")),
  );
  return request.slug === slug && expiresAt > Date.now() ? request : undefined;
}
