import type { Context } from "hono";
import { withOutcome } from "../../return-outcome";
import type { EngineContext, EngineEnv } from "../context";
import { leadOn, notice } from "../pages";
import { takeAuthorization } from "../store/authorizations";
import { storeCredential } from "../store/credentials";
import { openInstance } from "../store/read-instances";
import { quirksOf } from "../targets/remote/issuers";
import { callbackUrl } from "../urls";
import type { BegunAt } from "./authorize";
import { isBoundTo, releaseBrowser } from "./browser";
import { isOwnReturn } from "./return-address";
import { requestTokens, type TokenOutcome } from "./token-endpoint";

/**
 * `GET /oauth/callback`: where the provider sends the browser back to, and the page that every flow ends on. It leads
 * on to the return address by itself: a redirect would be held to the policy of the page whose form began it, which
 * may be a provider's. As upstream, the return address learns nothing of the outcome, and whoever wants to know asks for
 * the instance; but the console that the engine runs in is told: of an account that was connected before, asking would
 * say nothing.
 */
export function callback(context: EngineContext) {
  const { db, cipher, appUrl, log } = context;
  return async (c: Context<EngineEnv>) => {
    const state = c.req.query("state") ?? "";
    // The browser first: in a foreign one, the state stays good for the browser that it belongs to.
    const authorization = isBoundTo(c, cipher, state)
      ? await takeAuthorization<BegunAt>(context, state)
      : undefined;
    const instance = authorization && (await openInstance(db, authorization.instanceId));
    if (!authorization || !instance) {
      return notice(
        c,
        410,
        "This sign-in is no longer valid",
        "It was finished before, took longer than ten minutes, or was begun in another browser. Begin again from the link.",
      );
    }
    releaseBrowser(c, { cipher, appUrl }, state);

    const { provider } = authorization;
    const outcome = await finish(c, context, provider, authorization.codeVerifier);
    if (outcome.tokens) {
      const { issuer, tokenEndpoint, revocationEndpoint, authMethods, resource, client } = provider;
      const grant = { issuer, tokenEndpoint, revocationEndpoint, authMethods, resource, client };
      await storeCredential(context, instance.id, { kind: "oauth", secret: outcome.tokens }, grant);
    }
    const seen = { requestId: c.var.requestId, instanceId: instance.id, reason: outcome.reason };
    log.info(seen, outcome.tokens ? "an account was connected" : "an account was not connected");
    const { redirectUrl } = authorization;
    const [title, text] = outcome.tokens
      ? ["Connected", `${instance.serverName} is connected.`]
      : ["Not connected", `${instance.serverName} was not connected.`];
    return redirectUrl
      ? leadOn(c, title, text, addressAfter(context, instance.id, redirectUrl, outcome))
      : notice(c, 200, title, `${text} You can close this window.`);
  };
}

function addressAfter(
  { cipher, appUrl }: EngineContext,
  instanceId: string,
  redirectUrl: string,
  { tokens, reason }: TokenOutcome,
): string {
  const address = new URL(redirectUrl);
  if (!isOwnReturn(address, appUrl)) return redirectUrl;
  return withOutcome(
    cipher,
    address,
    instanceId,
    tokens ? "connected" : reason === DENIED ? DENIED : "failed",
  );
}

/** The provider's answer, made into tokens or a reason why there are none. */
async function finish(
  c: Context,
  context: EngineContext,
  provider: BegunAt,
  codeVerifier: string,
): Promise<TokenOutcome> {
  // An answer without the right issuer may be another provider's (RFC 9207), whether it brings a code or an error.
  const iss = c.req.query("iss");
  const names = [provider.issuer, ...(quirksOf(provider.issuer).alsoKnownAs ?? [])];
  if (iss === undefined ? provider.namesItself : !names.includes(iss)) return refused("wrong issuer");
  const code = c.req.query("code");
  const error = c.req.query("error");
  if (error === "access_denied") return refused(DENIED);
  if (error !== undefined || !code) return refused("the provider sent no code");
  return requestTokens(context, provider, provider.client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: callbackUrl(context.appUrl),
    code_verifier: codeVerifier,
  });
}

/** Why there are no tokens where somebody said no, which the console is told apart from every failure. */
const DENIED = "denied";
const refused = (reason: string): TokenOutcome => ({ dead: true, reason });
