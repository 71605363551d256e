import { createRemoteJWKSet, type JWTVerifyGetKey, customFetch as joseFetch } from "jose";
import * as oauth from "oauth4webapi";
import type { Context } from "../../context";
import type { GuardedFetch } from "../../egress/guarded-fetch";
import type { Provider } from "./provider";

/** Milliseconds that a provider may take over one answer: somebody waits. */
const BUDGET = 10_000;

/** Milliseconds for which what a provider says of itself is believed. */
const KEPT = 10 * 60_000;

/** A provider as it describes itself (OpenID Connect Discovery 1.0), and its keys. */
export type Metadata = { server: oauth.AuthorizationServer; keys: JWTVerifyGetKey };

/** By the issuer's address; there is one of them, but for a change of the settings. */
const kept = new Map<string, { metadata: Metadata; until: number }>();

/** Asks a provider for its metadata. @throws Error where it cannot be reached, or says something else than it must */
export async function discover(
  outbound: Context["outbound"],
  issuer: string,
  { anew = false } = {},
): Promise<Metadata> {
  const known = kept.get(issuer);
  if (known && !anew && known.until > Date.now()) return known.metadata;
  const address = new URL(issuer);
  const answer = await oauth.discoveryRequest(address, { algorithm: "oidc", ...throughGuard(outbound) });
  const server = await oauth.processDiscoveryResponse(address, answer);
  const { authorization_endpoint, token_endpoint, jwks_uri } = server;
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) {
    throw new Error("the provider does not say where to sign in, where its tokens or where its keys are");
  }
  const keys = createRemoteJWKSet(new URL(jwks_uri), {
    timeoutDuration: BUDGET,
    [joseFetch]: (url, { headers }) => guarded(outbound, url, { method: "GET", headers }),
  });
  const metadata = { server, keys };
  kept.clear();
  kept.set(issuer, { metadata, until: Date.now() + KEPT });
  return metadata;
}

/** The options of oauth4webapi with which a call goes out as every other does. Which addresses are called is the guard's affair. */
export function throughGuard(outbound: Context["outbound"]) {
  return {
    signal: () => AbortSignal.timeout(BUDGET),
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      guarded(outbound, url, init),
  };
}

function guarded(
  outbound: Context["outbound"],
  url: string,
  { method, headers, body }: { method: string; headers: HeadersInit; body?: unknown },
): ReturnType<GuardedFetch> {
  return outbound.fetch(url, {
    method,
    headers,
    ...(body != null && { body: String(body) }),
    redirect: "manual",
    limits: { headers: BUDGET, whole: BUDGET },
  });
}

/** How the console shows itself to the provider. */
export function clientOf({ clientId }: Provider): oauth.Client {
  return { client_id: clientId };
}

/** With its secret as the provider takes it, or by PKCE alone where it has none. */
export function authenticationOf(
  { clientSecret }: Provider,
  { token_endpoint_auth_methods_supported: methods }: oauth.AuthorizationServer,
): oauth.ClientAuth {
  if (clientSecret === undefined) return oauth.None();
  // What a provider takes that says nothing of it (OpenID Connect Discovery 1.0, section 3).
  const inHeader = methods?.includes("client_secret_basic") ?? true;
  return inHeader ? oauth.ClientSecretBasic(clientSecret) : oauth.ClientSecretPost(clientSecret);
}
