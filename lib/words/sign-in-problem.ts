import { SIGN_IN_PROBLEMS, type SignInProblem } from "@/lib/contracts/terms/session";

const WORDS: Record<SignInProblem, string> = {
  "another-account":
    "Another account of the provider's came in with your address before. Ask an administrator to remove that member and invite you.",
  cancelled: "Signing in was cancelled at the provider.",
  disabled: "Your account is disabled. Ask an administrator.",
  expired: "Signing in took too long, or began in another browser. Try again.",
  "not-a-member": "You are no member of this console. Ask an administrator to invite you.",
  off: "There is no single sign-on here.",
  provider:
    "The provider did not sign you in. Try again; if it stays so, an administrator finds why in the log.",
  "too-many": "Too many attempts. Try again in a minute.",
  unverified: "The provider does not vouch for your email address. Verify it there, or ask an administrator.",
  "wrong-domain": "Your email address is of a domain that may not come in here.",
};

/** Why single sign-on did not sign in, from a query parameter that anybody may have written; undefined for no reason of ours. */
export function signInProblemWords(problem: unknown): string | undefined {
  const known = SIGN_IN_PROBLEMS.find((each) => each === problem);
  return known && WORDS[known];
}
