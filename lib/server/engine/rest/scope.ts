/** What an API key may do. `secrets` is for answers that hold raw tokens, and no other scope includes it. */
export const SCOPES = ["create", "read", "call", "admin", "secrets"] as const;
export type Scope = (typeof SCOPES)[number];
