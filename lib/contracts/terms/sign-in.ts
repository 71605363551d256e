/** How a service lets an agent in: by OAuth consent, by a key of the account, or without either. */
export const SIGN_IN_KINDS = ["oauth", "key", "none"] as const;
export type SignInKind = (typeof SIGN_IN_KINDS)[number];
