import type { EngineContext, Vault } from "../context";
import { findClient, keepClient, type OAuthClient } from "../store/clients";
import type { Instance } from "../store/read-instances";
import { readOwnClient } from "../store/white-labels";
import type { ConsentAt } from "../targets/port";
import { callbackUrl, clientDocumentUrl } from "../urls";
import type { AuthorizationServer } from "./provider";
import { ProviderRefusal } from "./refusal";
import { registerAt, unregister } from "./register";

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

/** Registers, and lets go of that again where the vendor offers it; otherwise it is kept, and used from then on. */
export async function tryRegistration(
  context: Reach,
  server: AuthorizationServer,
): Promise<"deleted" | "kept"> {
  const { issuer } = server;
  const made = await registerAt(context, server);
  if (await unregister(context, made)) return "deleted";
  await keepClient(context, { issuer, redirectUri: callbackUrl(context.appUrl) }, made);
  return "kept";
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

/** Whether servers elsewhere can fetch a document from here. */
function isPublic(appUrl: string): boolean {
  const { protocol, hostname } = new URL(appUrl);
  return (
    protocol === "https:" &&
    hostname.includes(".") &&
    !/^[\d.]+$|^\[|\.(local|lan|internal|test)$/.test(hostname)
  );
}
