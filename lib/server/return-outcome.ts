import { RETURN_OUTCOMES, type ReturnOutcome } from "@/lib/contracts/connect";
import type { Cipher } from "./cipher";

const PURPOSE = "connect return outcome";

/** What came of a consent, for whoever reads the address to which it leads back. */
export type Outcome = {
  /** The engine's id of the instance whose account it was. */
  instanceId: string;
  /** The `state` of the return address, which tells one consent from every other. */
  state: string;
  outcome: ReturnOutcome;
};

/**
 * The return address of the console that the engine runs in, with what came of the consent. It is signed, so that nobody
 * brings a success back that was none.
 */
export function withOutcome(
  cipher: Cipher,
  address: URL,
  instanceId: string,
  outcome: ReturnOutcome,
): string {
  const state = address.searchParams.get("state") ?? "";
  const told = new URL(address);
  told.searchParams.set("outcome", outcome);
  told.searchParams.set("signature", cipher.sign(messageOf({ instanceId, state, outcome }), PURPOSE));
  return told.href;
}

/** The outcome that an address says, where the engine of this console has said so of that instance and state. */
export function readOutcome(
  cipher: Cipher,
  {
    instanceId,
    state,
    outcome,
    signature,
  }: {
    instanceId: string;
    state: string;
    outcome: string | undefined;
    signature: string | undefined;
  },
): ReturnOutcome | undefined {
  const said = RETURN_OUTCOMES.find((known) => known === outcome);
  if (!said || signature === undefined) return undefined;
  const right = cipher.verify(signature, messageOf({ instanceId, state, outcome: said }), PURPOSE);
  return right ? said : undefined;
}

function messageOf({ instanceId, state, outcome }: Outcome): string {
  return JSON.stringify([instanceId, state, outcome]);
}
