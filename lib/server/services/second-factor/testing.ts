import { TOTP } from "otpauth";
import { membersOn } from "../members/testing";
import type { TestConsole } from "../testing";
import { beginSecondFactor } from "./begin";
import { confirmSecondFactor } from "./confirm";

const STEP = 30_000;

/**
 * An authenticator app that has read the address of a secret. A code is taken once, so that each call shows one of another
 * moment: the step before, the present one and the next are all taken.
 */
export function authenticatorOf(address: string) {
  const generate = codesOf(address);
  let shown = -1;
  return {
    /** The code of now, or of so many steps from now. */
    at: (steps: number) => generate(Date.now() + steps * STEP),
    /** Another one than was shown before, three times at the most. */
    next: () => {
      const code = generate(Date.now() + shown * STEP);
      shown += 1;
      return code;
    },
  };
}

function codesOf(address: string) {
  const secret = new URL(address).searchParams.get("secret") ?? "";
  const totp = new TOTP({ secret });
  return (timestamp: number) => totp.generate({ timestamp });
}

/** Members with a second factor. */
export function secondFactorsOn(stage: TestConsole) {
  const members = membersOn(stage);

  async function begun(sessions = 1) {
    const { member, sessions: ids } = await members.signedIn(sessions);
    const made = await beginSecondFactor(member);
    return { member, sessions: ids, made, app: authenticatorOf(made.address) };
  }

  async function confirmed(sessions = 1) {
    const one = await begun(sessions);
    const { recoveryCodes } = await confirmSecondFactor(one.member, { code: one.app.next() });
    return { ...one, recoveryCodes };
  }

  return { begun, confirmed };
}
