import { type FetchLike, RegistrationRejectedError, registerClient } from "@modelcontextprotocol/client";
import type { EngineContext } from "../context";
import type { OAuthClient } from "../store/clients";
import { callbackUrl } from "../urls";
import type { AuthorizationServer } from "./provider";
import { ProviderRefusal } from "./refusal";
import { sdkFetch } from "./sdk-fetch";

type Reach = Pick<EngineContext, "fetch" | "appUrl" | "providerTimeout">;

export type Registration = OAuthClient & {
  endsAt?: Date;
  /** Where it can be deleted again, and what lets in there (RFC 7592), if that is offered. */
  management?: { url: string; token: string } | undefined;
};

/** Registers the engine as a client (RFC 7591). @throws ProviderRefusal with the vendor's own words, EgressError */
export async function registerAt(context: Reach, server: AuthorizationServer): Promise<Registration> {
  const send = sdkFetch(context);
  let management: Registration["management"];
  // What manages a registration, the SDK does not read.
  const fetchFn: FetchLike = async (url, init) => {
    const response = await send(url, init);
    if (response.ok) management = managementIn(await response.clone().text(), new URL(url));
    return response;
  };
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
      fetchFn,
    });
    const { client_id: clientId, client_secret: clientSecret, client_secret_expires_at: end } = made;
    return {
      clientId,
      management,
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

/** Deletes a registration at its vendor (RFC 7592), and answers whether that was done. */
export async function unregister(context: Reach, { management }: Registration): Promise<boolean> {
  if (!management) return false;
  const headers = { Authorization: `Bearer ${management.token}` };
  try {
    const init = { method: "DELETE", headers, redirect: "manual" } as const;
    const response = await sdkFetch(context)(management.url, init);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
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

/** Where that stands on the very host that registered: nothing is sent elsewhere on its word. */
function managementIn(said: string, endpoint: URL): Registration["management"] {
  const { registration_client_uri: url, registration_access_token: token } = readFields(said);
  if (typeof url !== "string" || typeof token !== "string" || !URL.canParse(url)) return undefined;
  return new URL(url).origin === endpoint.origin ? { url, token } : undefined;
}

/** What a vendor says of its refusal, as far as it is a text for people. */
function vendorWords(body: string): string {
  const { error_description: text, error } = readFields(body);
  return String(text ?? error ?? "no reason was given").slice(0, 300);
}

function readFields(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
