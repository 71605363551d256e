import type { Context } from "hono";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { randomToken } from "../../cipher";
import { EgressError } from "../../egress/egress-error";
import type { EngineContext, EngineEnv } from "../context";
import { notice } from "../pages";
import { codeChallenge } from "../pkce";
import { readUuid } from "../rest/pydantic/uuid";
import { storeAuthorization } from "../store/authorizations";
import type { OAuthClient } from "../store/clients";
import { type Instance, openInstance } from "../store/instances";
import { notSetUp } from "../targets/missing";
import type { ConsentAt } from "../targets/port";
import { quirksOf } from "../targets/remote/issuers";
import { callbackUrl } from "../urls";
import { bindToBrowser } from "./browser";
import { clientAt, ownAppOf } from "./client";
import { type AuthorizationServer, discoverProvider } from "./provider";
import { ProviderRefusal } from "./refusal";
import { originOf, parseReturnAddress } from "./return-address";

/**
 * `GET /oauth/<slug>/authorize?instance_id=..[&redirect_url=..]`: begins an authorization-code flow with PKCE
 * (OAuth 2.1) and sends the browser to the provider. What a service requires beside the instance must be there; the
 * sandbox has one account for everybody, so the values lead nowhere.
 */
export function authorize(context: EngineContext) {
  const { db, cipher, appUrl, targets, log } = context;
  return async (c: Context<EngineEnv, "/:slug/authorize">) => {
    const id = readUuid(c.req.query("instance_id") ?? "");
    const instance = "value" in id ? await openInstance(db, id.value) : undefined;
    const { oauthSlug, oauthRequired = [] } = instance ? catalogueEntry(instance.serverName) : {};
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
    const missing = oauthRequired.filter((name) => !c.req.query(name)?.trim());
    if (missing.length > 0) {
      const text = `${instance.serverName} also needs: ${missing.join(", ")}. Add it to the link, or ask for a new one.`;
      return notice(c, 400, "Something is missing", text);
    }

    const server = await prepare(context, instance, await target.consent(instance.serverName));
    if ("refusal" in server) {
      log.warn({ instanceId: instance.id, reason: server.refusal }, "nobody can consent here for now");
      const text = `${instance.serverName} cannot be connected for now. ${server.refusal} Tell whoever runs this console.`;
      return notice(c, 502, "Not possible now", text);
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
  consent: ConsentAt | undefined,
): Promise<{ provider: AuthorizationServer; client: OAuthClient } | { refusal: string }> {
  if (!consent) return { refusal: notSetUp(instance.serverName) };
  try {
    const provider = await discoverProvider(context, consent);
    const ownApp = await ownAppOf(context, instance, consent);
    return { provider, client: await clientAt(context, provider, { ...(ownApp && { ownApp }) }) };
  } catch (error) {
    if (error instanceof ProviderRefusal || error instanceof EgressError) return { refusal: error.message };
    throw error;
  }
}
