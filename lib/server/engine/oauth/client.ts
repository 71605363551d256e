import { RegistrationRejectedError, registerClient } from "@modelcontextprotocol/client";
import type { EngineContext, Vault } from "../context";
import { findClient, keepClient, type OAuthClient } from "../store/clients";
import type { Instance } from "../store/read-instances";
import { readOwnClient } from "../store/white-labels";
import type { ConsentAt } from "../targets/port";
import { callbackUrl, clientDocumentUrl } from "../urls";
import type { AuthorizationServer } from "./provider";
import { ProviderRefusal } from "./refusal";
import { sdkFetch } from "./sdk-fetch";

type Reach = Pick<EngineContext, "db" | "cipher" | "fetch" | "appUrl" | "providerTimeout">;

/**
 * How the engine is known to an authorization server: by the operator's own app, by the address of its document, by a
 * registration of before, or by one that is made now.
 * @throws ProviderRefusal `needs-own-app` where none of these is to be had
 */
export async function clientAt(
  context: Reach,
  server: AuthorizationServer,
  { ownApp }: Pick<ConsentAt, "ownApp">,
  { register = true }: { register?: boolean } = {},
): Promise<OAuthClient> {
  if (ownApp) return ownApp;
  const { issuer } = server;
  const redirectUri = callbackUrl(context.appUrl);
  if (server.takesMetadataDocuments && isPublic(context.appUrl)) {
    return { clientId: clientDocumentUrl(context.appUrl) };
  }
  const known = await findClient(context, { issuer, redirectUri });
  if (known) return known;
  if (!server.registrationEndpoint) {
    throw new ProviderRefusal("needs-own-app", `${issuer} does not let clients register by themselves.`);
  }
  if (!register)
    throw new ProviderRefusal("needs-own-app", `${issuer} was not asked to register this console.`);
  return keepClient(context, { issuer, redirectUri }, await registerAt(context, server));
}

/** The app that the operator made for a server, or else the one that an instance's account made. */
export async function ownAppOf(
  vault: Vault,
  { account, serverName }: Pick<Instance, "account" | "serverName">,
  consent: ConsentAt,
): Promise<OAuthClient | undefined> {
  return consent.ownApp ?? (await readOwnClient(vault, account, serverName));
}

/** The app of that client id, of the operator's or of the account's; undefined where neither made it known. */
export async function namedAppOf(
  vault: Vault,
  { account, serverName }: Pick<Instance, "account" | "serverName">,
  { ownApp }: ConsentAt,
  clientId: string,
): Promise<OAuthClient | undefined> {
  return ownApp?.clientId === clientId ? ownApp : readOwnClient(vault, account, serverName, clientId);
}

async function registerAt(
  context: Reach,
  server: AuthorizationServer,
): Promise<OAuthClient & { endsAt?: Date }> {
  try {
    const made = await registerClient(server.issuer, {
      metadata: {
        issuer: server.issuer,
        authorization_endpoint: server.authorizationEndpoint,
        token_endpoint: server.tokenEndpoint,
        registration_endpoint: server.registrationEndpoint,
        response_types_supported: ["code"],
      },
      clientMetadata: clientMetadata(context.appUrl),
      ...(server.scopes.length > 0 && { scope: server.scopes.join(" ") }),
      fetchFn: sdkFetch(context),
    });
    const { client_id: clientId, client_secret: clientSecret, client_secret_expires_at: end } = made;
    return {
      clientId,
      ...(clientSecret && { clientSecret }),
      ...(clientSecret && end && { endsAt: new Date(end * 1000) }),
    };
  } catch (error) {
    if (!(error instanceof RegistrationRejectedError)) throw error;
    throw new ProviderRefusal(
      "callback-not-allowed",
      `${server.issuer} refused to register this console (HTTP ${error.status}): ${vendorWords(error.body)}`,
    );
  }
}

/** What is said of the engine as a client (RFC 7591), in a registration as in its document. */
export function clientMetadata(appUrl: string) {
  return {
    client_name: "Patchbay",
    client_uri: appUrl,
    redirect_uris: [callbackUrl(appUrl)],
    // A web client's redirect has to be https (OpenID Connect Registration, section 2).
    application_type: appUrl.startsWith("https:") ? "web" : "native",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  };
}

/** Whether servers elsewhere can fetch a document from here. */
function isPublic(appUrl: string): boolean {
  const { protocol, hostname } = new URL(appUrl);
  return (
    protocol === "https:" &&
    hostname.includes(".") &&
    !/^[\d.]+$|^\[|\.(local|lan|internal|test)$/.test(hostname)
  );
}

/** What a vendor says of its refusal, as far as it is a text for people. */
function vendorWords(body: string): string {
  try {
    const { error_description: text, error } = JSON.parse(body);
    return String(text ?? error ?? "no reason was given").slice(0, 300);
  } catch {
    return "no reason was given";
  }
}
