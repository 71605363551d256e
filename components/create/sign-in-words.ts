import type { SignInKind } from "@/lib/contracts/terms/sign-in";

/** How a service signs in, in a few words. */
export const SIGN_IN_WORDS: Record<SignInKind, string> = {
  oauth: "OAuth consent",
  key: "API key",
  none: "No sign-in",
};
