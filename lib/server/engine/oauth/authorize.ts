import type { Context } from "hono";
import { randomToken } from "../../cipher";
import { EgressError } from "../../egress/egress-error";
import type { EngineContext, EngineEnv } from "../context";
import { leadOn, notice } from "../pages";
import { codeChallenge } from "../pkce";
import { readUuid } from "../rest/pydantic/uuid";
import { storeAuthorization } from "../store/authorizations";
import type { OAuthClient } from "../store/clients";
import { type Instance, openInstance } from "../store/read-instances";
import { notSetUp } from "../targets/missing";
import type { TargetFactory } from "../targets/port";
import { quirksOf } from "../targets/remote/issuers";
import { oauthSlugOf } from "../targets/sign-in";
import { callbackUrl } from "../urls";
import { type Asked, readAsked } from "./authorize-parameters";
import { bindToBrowser } from "./browser";
import { clientAt, namedAppOf, ownAppOf } from "./client";
import { type AuthorizationServer, discoverProvider } from "./provider";
import { ProviderRefusal } from "./refusal";
import { originOf, parseReturnAddress } from "./return-address";

/**
 * `GET /oauth/<slug>/authorize?instance_id=..[&redirect_url=..]`: begins an authorization-code flow with PKCE
 * (OAuth 2.1) and sends the browser to the provider. Beside these it takes what the API has for this service; the
 * sandbox has one app, one account and scopes of its own, so there the values are checked and lead nowhere.
 */
export function authorize(context: EngineContext) {
  const { db, cipher, appUrl, targets, log } = context;
  return async (c: Context<EngineEnv, "/:slug/authorize">) => {
    const id = readUuid(c.req.query("instance_id") ?? "");
    const instance = "value" in id ? await openInstance(db, id.value) : undefined;
    const oauthSlug = instance && oauthSlugOf(instance);
    const target =
      instance && oauthSlug === c.req.param("slug") ? await targets.of(instance.serverName) : undefined;
    if (!instance || !target) {
      return notice(
        c,
        404,
        "This link leads nowhere",
        "Nothing waits to be connected here. Ask for a new link.",
      );
    }
    const returnTo = c.req.query("redirect_url");
    const redirectUrl = returnTo === undefined ? null : parseReturnAddress(returnTo, context);
    if (redirectUrl === undefined) {
      const origin = returnTo && URL.canParse(returnTo) ? originOf(new URL(returnTo)) : undefined;
      const { requestId } = c.var;
      const own = origin === appUrl;
      log.warn(
        { requestId, origin },
        own
          ? "a return address was refused: of this console's own, only the one for its connect windows is allowed"
          : "a return address was refused; with its origin in ENGINE_RETURN_ORIGINS it is allowed",
      );
      const to = own
        ? "It would lead to a page of this console that ends no sign-in"
        : `It would lead away to ${origin}`;
      const away = origin ? to : "It would lead to no address";
      const text = `${away}, which this console does not allow. Ask for a new link, or whoever runs this console to allow it.`;
      return notice(c, 400, "This link is not right", text);
    }
    const asked = readAsked(oauthSlug ?? "", (name) => c.req.query(name));
    if ("wrong" in asked) {
      const text = `This link to connect ${instance.serverName} cannot be used. ${asked.wrong} Mend the link, or ask for a new one.`;
      return notice(c, 400, "This link is not right", text);
    }
    if (!asked.again && instance.connected) {
      const text = `${instance.serverName} is connected already.`;
      return redirectUrl
        ? leadOn(c, "Connected", text, redirectUrl)
        : notice(c, 200, "Connected", `${text} You can close this window.`);
    }

    const server = await prepare(context, instance, target, asked);
    if ("refusal" in server) {
      log.warn({ instanceId: instance.id, reason: server.refusal }, "nobody can consent here for now");
      const text = `${instance.serverName} cannot be connected for now. ${server.refusal} Tell whoever runs this console.`;
      return notice(c, server.status ?? 502, "Not possible now", text);
    }
    const { provider, client } = server;
    const quirks = quirksOf(provider.issuer);
    const state = randomToken();
    const codeVerifier = randomToken();
    const begun: BegunAt = { ...provider, client };
    await storeAuthorization(context, state, {
      instanceId: instance.id,
      codeVerifier,
      redirectUrl,
      provider: begun,
    });
    bindToBrowser(c, { cipher, appUrl }, state);
    const url = new URL(provider.authorizationEndpoint);
    const request = {
      ...quirks.authorizeParameters,
      response_type: "code",
      client_id: client.clientId,
      redirect_uri: callbackUrl(appUrl),
      ...(provider.scopes.length > 0 && { scope: provider.scopes.join(quirks.scopeSeparator ?? " ") }),
      ...(provider.resource !== undefined && { resource: provider.resource }),
      state,
      code_challenge: codeChallenge(codeVerifier),
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(request)) url.searchParams.set(name, value);
    return c.redirect(url.href, 303);
  };
}

/** The provider and the client with which a flow began; its end is held to both. */
export type BegunAt = AuthorizationServer & { client: OAuthClient };

/** Finds out where the person consents, and makes the engine known there. */
async function prepare(
  context: EngineContext,
  instance: Instance,
  { kind, consent: findConsent }: TargetFactory,
  asked: Asked,
): Promise<{ provider: AuthorizationServer; client: OAuthClient } | { refusal: string; status?: 400 }> {
  const consent = await findConsent(instance.serverName);
  if (!consent) return { refusal: notSetUp(instance.serverName) };
  const { clientId } = asked;
  const named = clientId ? await namedAppOf(context, instance, consent, clientId) : undefined;
  if (clientId && !named) {
    return { refusal: `No app with the client id ${clientId} is kept for it here.`, status: 400 };
  }
  try {
    const found = await discoverProvider(context, consent);
    const provider = kind === "sandbox" ? found : withAsked(found, asked);
    const ownApp = (kind !== "sandbox" && named) || (await ownAppOf(context, instance, consent));
    return { provider, client: await clientAt(context, provider, { ...(ownApp && { ownApp }) }) };
  } catch (error) {
    if (error instanceof ProviderRefusal || error instanceof EgressError) return { refusal: error.message };
    throw error;
  }
}

/** The provider as the link asks for it: for other scopes, or at the address that a customer has of their own there. */
function withAsked(provider: AuthorizationServer, { scopes, ownOrigin }: Asked): AuthorizationServer {
  const asked = { ...provider, ...(scopes && { scopes }) };
  if (!ownOrigin || !quirksOf(provider.issuer).hasOwnAddresses) return asked;
  const moved = (address: string) => ownOrigin + new URL(address).pathname;
  return {
    ...asked,
    issuer: ownOrigin,
    authorizationEndpoint: moved(asked.authorizationEndpoint),
    tokenEndpoint: moved(asked.tokenEndpoint),
    revocationEndpoint: asked.revocationEndpoint && moved(asked.revocationEndpoint),
  };
}
