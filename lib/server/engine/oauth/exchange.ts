import * as z from "zod/mini";
import type { EngineContext } from "../context";
import type { OAuthProvider } from "../targets/port";
import { callbackUrl } from "../urls";

/** A token endpoint's success (RFC 6749, section 5.1), as far as it is kept. */
const tokensSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  token_type: z.string(),
  scope: z.optional(z.string()),
});

/** The tokens, or why there are none: for the log, not for the person. */
export type ExchangeOutcome =
  | { tokens: z.infer<typeof tokensSchema>; reason?: never }
  | { tokens?: never; reason: string };

/** Exchanges a code at the token endpoint of the provider that the flow began with, and at no other. */
export async function exchangeCode(
  { fetch, appUrl }: Pick<EngineContext, "fetch" | "appUrl">,
  provider: OAuthProvider,
  { code, codeVerifier }: { code: string; codeVerifier: string },
): Promise<ExchangeOutcome> {
  const response = await fetch(
    new Request(provider.tokenEndpoint, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: callbackUrl(appUrl),
        client_id: provider.clientId,
        code_verifier: codeVerifier,
      }),
    }),
  );
  if (!response.ok) return { reason: `the token endpoint answered ${response.status}` };
  const parsed = tokensSchema.safeParse(await response.json().catch(() => undefined));
  return parsed.success ? { tokens: parsed.data } : { reason: "the token endpoint's answer made no sense" };
}
