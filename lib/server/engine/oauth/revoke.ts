import * as oauth from "oauth4webapi";
import type { EngineContext } from "../context";
import type { Stored, Tokens } from "../store/credentials";
import { sdkFetch } from "./sdk-fetch";

/** Milliseconds that a provider may take over it: somebody waits. */
const BUDGET = 5_000;

/** What became of tokens that are forgotten here: `until` is when they end by themselves, where that is known. */
export type Revocation =
  | { outcome: "revoked" }
  | { outcome: "nothing-to-revoke" }
  | { outcome: "not-offered"; until: Date | null }
  | { outcome: "unanswered"; until: Date | null };

/** Revokes an instance's tokens at their provider (RFC 7009), as far as it can be done. Never throws. */
export async function revokeTokens(
  context: Pick<EngineContext, "fetch" | "providerTimeout" | "log">,
  { credential, grant, expiresAt: until }: Stored,
): Promise<Revocation> {
  if (credential.kind !== "oauth" || !grant) return { outcome: "nothing-to-revoke" };
  const { issuer, revocationEndpoint, client, authMethods } = grant;
  if (!revocationEndpoint) return { outcome: "not-offered", until };
  const tokens = credential.secret as Tokens;
  const server = { issuer, revocation_endpoint: revocationEndpoint };
  const fetch = sdkFetch({ ...context, providerTimeout: Math.min(BUDGET, context.providerTimeout) });
  const revoke = async (token: string, hint: string) => {
    const response = await oauth.revocationRequest(
      server,
      { client_id: client.clientId },
      authentication(client.clientSecret, authMethods),
      token,
      {
        additionalParameters: { token_type_hint: hint },
        signal: AbortSignal.timeout(BUDGET),
        // Which addresses are called is the guard's affair.
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: (url, init) => fetch(url, { ...init, body: init.body?.toString() ?? null }),
      },
    );
    await oauth.processRevocationResponse(response);
  };
  try {
    // The refresh token first: with it, most providers end the access token too.
    if (tokens.refresh_token) await revoke(tokens.refresh_token, "refresh_token");
    await revoke(tokens.access_token, "access_token");
    return { outcome: "revoked" };
  } catch (error) {
    context.log.warn({ issuer, err: error }, "tokens were forgotten here, and not revoked at their provider");
    return { outcome: "unanswered", until };
  }
}

function authentication(
  secret: string | undefined,
  methods: readonly string[] | undefined,
): oauth.ClientAuth {
  if (secret === undefined) return oauth.None();
  const inHeader = methods ? methods.includes("client_secret_basic") : true;
  return inHeader ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}
