import * as z from "zod/mini";

/** `GET /api/sign-in`: how members come in. */
export const signInRulesSchema = z.object({
  /** Whether whoever signs in by a password must show a second factor too. */
  requiresSecondFactor: z.boolean(),
});
export type SignInRules = z.infer<typeof signInRulesSchema>;

/** `PUT /api/sign-in/second-factor` */
export const requireSecondFactorRequestSchema = z.object({ isRequired: z.boolean({ error: "Yes or no." }) });
export type RequireSecondFactorRequest = z.infer<typeof requireSecondFactorRequestSchema>;
