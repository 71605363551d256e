import type { Context } from "hono";
import { randomToken } from "../../cipher";
import type { EngineEnv } from "../context";
import { notice } from "../pages";
import { codeChallenge } from "../pkce";
import { isUuid } from "../rest/validation";
import { entryOf, registrationOf } from "../sandbox/provider/registration";
import { storeAuthorization } from "../store/authorizations";
import { openInstance } from "../store/instances";
import { bindToBrowser } from "./browser";
import { parseReturnAddress } from "./return-address";
import type { OAuthOptions } from "./routes";

/**
 * `GET /oauth/<slug>/authorize?instance_id=..[&redirect_url=..]`: begins an authorization-code flow with PKCE
 * (OAuth 2.1) and sends the browser to the provider. What a service requires beside the instance must be there; the
 * sandbox has one account for everybody, so the values lead nowhere.
 */
export function authorize({ db, cipher, appUrl, returnOrigins }: OAuthOptions) {
  const origins = [appUrl, ...returnOrigins];
  return async (c: Context<EngineEnv, "/:slug/authorize">) => {
    const slug = c.req.param("slug");
    const entry = entryOf(slug);
    const registration = registrationOf(slug, appUrl);
    const instanceId = c.req.query("instance_id") ?? "";
    const instance = isUuid(instanceId) ? await openInstance(db, instanceId) : undefined;
    if (!entry || !registration || instance?.serverName !== entry.name) {
      return notice(
        c,
        404,
        "This link leads nowhere",
        "Nothing waits to be connected here. Ask for a new link.",
      );
    }
    const returnTo = c.req.query("redirect_url");
    const redirectUrl = returnTo === undefined ? null : parseReturnAddress(returnTo, origins);
    if (redirectUrl === undefined) {
      return notice(
        c,
        400,
        "This link is not right",
        "It would lead away from this console. Ask for a new link.",
      );
    }
    const missing = entry.oauthRequired?.filter((name) => !c.req.query(name)?.trim()) ?? [];
    if (missing.length > 0) {
      const text = `${entry.name} also needs: ${missing.join(", ")}. Add it to the link, or ask for a new one.`;
      return notice(c, 400, "Something is missing", text);
    }

    const state = randomToken();
    const codeVerifier = randomToken();
    await storeAuthorization({ db, cipher }, state, { instanceId: instance.id, codeVerifier, redirectUrl });
    bindToBrowser(c, { cipher, appUrl }, state);
    const provider = new URL(`${registration.issuer}/authorize`);
    provider.search = new URLSearchParams({
      response_type: "code",
      client_id: registration.clientId,
      redirect_uri: registration.redirectUri,
      scope: registration.scope,
      state,
      code_challenge: codeChallenge(codeVerifier),
      code_challenge_method: "S256",
    }).toString();
    return c.redirect(provider.href, 303);
  };
}
