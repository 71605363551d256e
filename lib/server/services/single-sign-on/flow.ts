import type { Context } from "../../context";

/** What the browser keeps between leaving for the provider and coming back, sealed. */
export type Flow = {
  issuer: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  /** The page to go on to. */
  next: string;
  /** When it ends, in milliseconds since 1970. */
  until: number;
};

/** Seconds in which somebody can be signed in at the provider. */
export const FLOW_SECONDS = 15 * 60;

const CONTEXT = "single-sign-on:flow";

export function sealFlow(cipher: Context["cipher"], flow: Omit<Flow, "until">): string {
  const until = Date.now() + FLOW_SECONDS * 1000;
  return cipher.encrypt(JSON.stringify({ ...flow, until } satisfies Flow), CONTEXT);
}

/** Undefined for one that is none of ours, or over. */
export function openFlow(cipher: Context["cipher"], sealed: string | undefined): Flow | undefined {
  if (!sealed) return undefined;
  try {
    const flow: Flow = JSON.parse(cipher.decrypt(sealed, CONTEXT));
    return flow.until > Date.now() ? flow : undefined;
  } catch {
    return undefined;
  }
}
