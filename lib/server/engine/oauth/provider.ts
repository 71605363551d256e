import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  extractWWWAuthenticateParams,
} from "@modelcontextprotocol/client";
import type { EngineContext } from "../context";
import type { ConsentAt } from "../targets/port";
import { type IssuerQuirks, quirksOf } from "../targets/remote/issuers";
import { ProviderRefusal } from "./refusal";
import { sdkFetch } from "./sdk-fetch";

/** An authorization server as discovery found it and review corrected it, before anybody is its client. */
export type AuthorizationServer = {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  registrationEndpoint?: string | undefined;
  revocationEndpoint?: string | undefined;
  /** How a client with a secret may show it, where the server says so. */
  authMethods?: readonly string[] | undefined;
  takesMetadataDocuments: boolean;
  /** Whether its answers always name it (RFC 9207). */
  namesItself: boolean;
  scopes: readonly string[];
  /** The resource to name in each request (RFC 8707). */
  resource?: string | undefined;
};

type Reach = Pick<EngineContext, "fetch" | "appUrl" | "providerTimeout">;

/**
 * Finds the authorization server of an MCP server (RFC 9728, then RFC 8414), and refuses one that has no PKCE with S256
 * or whose endpoints are no addresses to send people or secrets to.
 * @throws ProviderRefusal, EgressError
 */
export async function discoverProvider(context: Reach, consent: ConsentAt): Promise<AuthorizationServer> {
  const found = "issuer" in consent ? { issuer: consent.issuer } : await findIssuer(context, consent);
  const issuer = found.issuer;
  const quirks = quirksOf(issuer);
  const metadata = await readMetadata(context, issuer, quirks);
  const { endpoints = {} } = quirks;
  const authorizationEndpoint = endpoints.authorization ?? metadata?.authorization_endpoint;
  const tokenEndpoint = endpoints.token ?? metadata?.token_endpoint;
  if (!authorizationEndpoint || !tokenEndpoint) {
    throw new ProviderRefusal("unreachable", `${issuer} does not say where people consent.`);
  }
  const methods = metadata?.code_challenge_methods_supported;
  // What was reviewed without any metadata was reviewed with PKCE.
  if (metadata && !quirks.pkceUnannounced && !methods?.includes("S256")) {
    throw new ProviderRefusal(
      "unsafe",
      `${issuer} does not offer PKCE with S256, without which a code can be stolen.`,
    );
  }
  for (const address of [authorizationEndpoint, tokenEndpoint]) requireWebAddress(address, context.appUrl);
  const offline = metadata?.scopes_supported?.includes("offline_access") ? ["offline_access"] : [];
  return {
    issuer,
    authorizationEndpoint,
    tokenEndpoint,
    registrationEndpoint: endpoints.registration ?? metadata?.registration_endpoint,
    revocationEndpoint:
      metadata && "revocation_endpoint" in metadata ? metadata.revocation_endpoint : undefined,
    authMethods: metadata?.token_endpoint_auth_methods_supported,
    takesMetadataDocuments: metadata?.client_id_metadata_document_supported === true,
    namesItself: metadata?.authorization_response_iss_parameter_supported === true,
    scopes: consent.scopes ?? [...new Set([...(found.scopes ?? []), ...offline])],
    resource: quirks.omitResource ? undefined : (consent.resource ?? found.resource),
  };
}

type Found = { issuer: string; scopes?: readonly string[]; resource?: string };

/** By what the MCP server says when it is asked without a credential, else by where such documents stand. */
async function findIssuer(
  context: Reach,
  { endpoint, fallbackIssuer }: Extract<ConsentAt, { endpoint: string }>,
): Promise<Found> {
  const fetchFn = sdkFetch(context);
  const challenge = await askWithoutCredential(context, endpoint);
  const metadata = await discoverOAuthProtectedResourceMetadata(
    endpoint,
    challenge.resourceMetadataUrl && { resourceMetadataUrl: challenge.resourceMetadataUrl },
    fetchFn,
  ).catch((error: unknown) => {
    if (error instanceof Error && error.name === "EgressError") throw error;
    return undefined;
  });
  if (metadata && !covers(metadata.resource, endpoint)) {
    throw new ProviderRefusal(
      "unsafe",
      `${new URL(endpoint).host} answers for another resource than itself.`,
    );
  }
  const resource = metadata?.resource ?? endpoint;
  const scopes = challenge.scope?.split(/\s+/) ?? metadata?.scopes_supported;
  // Before RFC 9728, an MCP server was its own authorization server.
  const issuer = metadata?.authorization_servers?.[0] ?? fallbackIssuer ?? new URL(endpoint).origin;
  return { issuer, resource, ...(scopes && { scopes }) };
}

async function askWithoutCredential({ fetch, providerTimeout }: Reach, endpoint: string) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    limits: { headers: providerTimeout, whole: providerTimeout },
  });
  await response.body?.cancel();
  return response.status === 401 ? extractWWWAuthenticateParams(response) : {};
}

/** Whether what a document says to protect is the endpoint, or the whole of which it is a part. */
function covers(resource: string, endpoint: string): boolean {
  if (!URL.canParse(resource)) return false;
  const [whole, part] = [new URL(resource), new URL(endpoint)];
  const folder = whole.pathname.endsWith("/") ? whole.pathname : `${whole.pathname}/`;
  return whole.origin === part.origin && `${part.pathname}/`.startsWith(folder);
}

async function readMetadata(context: Reach, issuer: string, quirks: IssuerQuirks) {
  const metadata = await discoverAuthorizationServerMetadata(issuer, {
    fetchFn: sdkFetch(context),
    skipIssuerValidation: Boolean(quirks.echoesOtherIssuer ?? quirks.alsoKnownAs),
  }).catch((error: unknown) => {
    if (quirks.endpoints?.authorization && quirks.endpoints.token) return undefined;
    throw error instanceof Error && error.name === "EgressError"
      ? error
      : new ProviderRefusal(
          "unsafe",
          `${issuer} describes itself in a way that makes no sense, or as somebody else.`,
        );
  });
  const names = [issuer, issuer.replace(/\/$/, ""), ...(quirks.alsoKnownAs ?? [])];
  if (
    metadata &&
    quirks.alsoKnownAs &&
    !names.includes(metadata.issuer) &&
    quirksOf(metadata.issuer) !== quirks
  ) {
    throw new ProviderRefusal("unsafe", `${issuer} describes itself as somebody else.`);
  }
  return metadata;
}

/** People are sent to one of these addresses, and codes to the other. */
function requireWebAddress(address: string, appUrl: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const local = url?.origin === appUrl || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? "");
  const fits = url?.protocol === "https:" || (url?.protocol === "http:" && local);
  if (fits && !url.username && !url.password) return;
  throw new ProviderRefusal("unsafe", "The vendor names an address that is not https.");
}
