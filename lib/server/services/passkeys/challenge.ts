import type { Context } from "../../context";
import { PatchbayError } from "../../errors";

/** Milliseconds in which a browser answers. */
const LIFETIME = 5 * 60_000;

/** What somebody is asked to sign, and for what: a challenge for one thing is none for another. */
type Challenge = { challenge: string; for: string; until: number };

const CONTEXT = "passkey:challenge";

/** A ticket that holds a challenge, so that nothing is kept for strangers. */
export function sealChallenge(
  { cipher }: Pick<Context, "cipher">,
  challenge: string,
  purpose: string,
): string {
  const sealed: Challenge = { challenge, for: purpose, until: Date.now() + LIFETIME };
  return cipher.encrypt(JSON.stringify(sealed), CONTEXT);
}

/** The challenge of a ticket, once. @throws PatchbayError `expired` */
export async function takeChallenge(
  { cipher, attempts }: Pick<Context, "cipher" | "attempts">,
  ticket: string,
  purpose: string,
): Promise<string> {
  const opened = open(cipher, ticket);
  if (opened?.for === purpose && opened.until > Date.now()) {
    const { wait } = await attempts.take("passkey-challenge", opened.challenge);
    if (wait === 0) return opened.challenge;
  }
  throw new PatchbayError("expired", "That took too long, or was done already. Try again.");
}

function open(cipher: Context["cipher"], ticket: string): Challenge | undefined {
  try {
    return JSON.parse(cipher.decrypt(ticket, CONTEXT));
  } catch {
    return undefined;
  }
}
