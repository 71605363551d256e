/** By what a session can begin. */
export const SIGN_IN_METHODS = ["password", "single-sign-on", "passkey"] as const;

/** What a session can lack before it opens anything: a code of the second factor, or that there is one. */
export const SESSION_LACKS = ["code", "second-factor"] as const;
export type SessionLack = (typeof SESSION_LACKS)[number];

/** Why single sign-on did not sign in. */
export const SIGN_IN_PROBLEMS = [
  "another-account",
  "cancelled",
  "disabled",
  "expired",
  "not-a-member",
  "off",
  "provider",
  "too-many",
  "unverified",
  "wrong-domain",
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/** A week from the moment of signing in; sessions are not prolonged behind a person's back. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** What a password alone opens, where a second factor is due: time to show it. */
export const UNVERIFIED_SECONDS = 10 * 60;
