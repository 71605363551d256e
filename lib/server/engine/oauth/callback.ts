import type { Context } from "hono";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { EngineEnv } from "../context";
import { notice } from "../pages";
import { type Registration, registrationOf } from "../sandbox/provider/registration";
import { takeAuthorization } from "../store/authorizations";
import { storeCredential } from "../store/credentials";
import { openInstance } from "../store/instances";
import { isBoundTo, releaseBrowser } from "./browser";
import { type ExchangeOutcome, exchangeCode } from "./exchange";
import type { OAuthOptions } from "./routes";

/**
 * `GET /oauth/callback`: where the provider sends the browser back to. As upstream, the return address learns nothing
 * of the outcome: whoever wants to know asks for the instance.
 */
export function callback(options: OAuthOptions) {
  const { db, cipher, appUrl, log } = options;
  return async (c: Context<EngineEnv>) => {
    const state = c.req.query("state") ?? "";
    // The browser first: in a foreign one, the state stays good for the browser that it belongs to.
    const authorization = isBoundTo(c, cipher, state)
      ? await takeAuthorization({ db, cipher }, state)
      : undefined;
    const instance = authorization && (await openInstance(db, authorization.instanceId));
    const registration =
      instance && registrationOf(catalogueEntry(instance.serverName).oauthSlug ?? "", appUrl);
    if (!authorization || !registration) {
      return notice(
        c,
        410,
        "This sign-in is no longer valid",
        "It was finished before, took longer than ten minutes, or was begun in another browser. Begin again from the link.",
      );
    }
    releaseBrowser(c, { cipher, appUrl }, state);

    const outcome = await finish(c, options, registration, authorization.codeVerifier);
    if (outcome.tokens)
      await storeCredential({ db, cipher }, instance.id, { kind: "oauth", secret: outcome.tokens });
    const seen = { requestId: c.var.requestId, instanceId: instance.id, reason: outcome.reason };
    log.info(seen, outcome.tokens ? "an account was connected" : "an account was not connected");
    if (authorization.redirectUrl) return c.redirect(authorization.redirectUrl, 303);
    const { service } = registration;
    return outcome.tokens
      ? notice(c, 200, "Connected", `${service} is connected. You can close this window.`)
      : notice(c, 200, "Not connected", `${service} was not connected. You can close this window.`);
  };
}

/** The provider's answer, made into tokens or a reason why there are none. */
async function finish(
  c: Context,
  options: OAuthOptions,
  registration: Registration,
  codeVerifier: string,
): Promise<ExchangeOutcome> {
  // An answer without the right issuer may be another provider's (RFC 9207), whether it brings a code or an error.
  if (c.req.query("iss") !== registration.issuer) return { reason: "wrong issuer" };
  const code = c.req.query("code");
  if (c.req.query("error") !== undefined || !code) return { reason: "denied" };
  return exchangeCode(options, registration, { code, codeVerifier });
}
