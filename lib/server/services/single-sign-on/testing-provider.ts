import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import Provider, { type ClientMetadata, type Configuration, interactionPolicy } from "oidc-provider";

export const CLIENT = { clientId: "patchbay", clientSecret: "a client secret of the provider's" };

/** What the provider says of somebody. */
export type Account = { sub: string; [claim: string]: unknown };

/**
 * An OpenID provider, which is `oidc-provider`. Whoever comes is signed in at once, as the account that is there, and
 * asked nothing. `overrides` answers in its place, by path, as one gone odd would.
 */
export async function startOpenIdProvider(appUrl: string, { secret = true, claimsInIdToken = true } = {}) {
  const server = createServer();
  // No test waits for it to end.
  server.unref();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const overrides = new Map<string, RequestListener>();
  /** The paths of what was asked. */
  const asked: string[] = [];
  let present: Account | undefined;

  const policy = interactionPolicy.base();
  policy.remove("consent");
  const client = {
    client_id: CLIENT.clientId,
    ...(secret ? { client_secret: CLIENT.clientSecret } : { token_endpoint_auth_method: "none" }),
    redirect_uris: [`${appUrl}/api/sign-in/callback`],
    response_types: ["code"],
    grant_types: ["authorization_code"],
    backchannel_logout_uri: `${appUrl}/api/sign-in/logout`,
    backchannel_logout_session_required: true,
  };
  const configuration: Configuration = {
    clients: [client as ClientMetadata],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "first" }] },
    cookies: { keys: ["a key for tests"] },
    // Its own way out goes to the public internet alone; the console under test is on this machine.
    fetch: (url, { method, headers, body } = {}) => fetch(url, { method, headers, body } as RequestInit),
    pkce: { required: () => true },
    conformIdTokenClaims: !claimsInIdToken,
    claims: {
      openid: ["sub", "sid"],
      email: ["email", "email_verified"],
      profile: ["name", "preferred_username", "roles", "realm_access"],
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
    },
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: async (_, accountId) => ({
      accountId,
      claims: async () => ({ ...present, sub: accountId }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    asked.push(pathname);
    const override = overrides.get(pathname);
    if (override) return override(request, response);
    if (!pathname.startsWith("/interaction/")) return answer(request, response);
    return provider.interactionFinished(
      request,
      response,
      present
        ? { login: { accountId: present.sub } }
        : { error: "access_denied", error_description: "Nobody is there." },
    );
  });

  /** Follows the way through the provider, as a browser with cookies would, until it leads back. */
  async function journey(address: string): Promise<URL> {
    const jar = new Map<string, string>();
    let at = address;
    while (at.startsWith(issuer)) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const step = await fetch(at, { redirect: "manual", headers: { cookie } });
      for (const line of step.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const on = step.headers.get("location");
      if (!on) throw new Error(`the provider leads nowhere: ${step.status} ${await step.text()}`);
      at = new URL(on, at).href;
    }
    return new URL(at);
  }

  /** A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4), with these claims. */
  function logoutToken(
    claims: Record<string, unknown>,
    { key = privateKey, audience = CLIENT.clientId, age = 0 } = {},
  ): Promise<string> {
    const issuedAt = Math.floor(Date.now() / 1000) - age;
    const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
    return new SignJWT({ events, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "first", typ: "logout+jwt" })
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 120)
      .sign(key);
  }

  return {
    journey,
    logoutToken,
    issuer,
    host: `localhost:${port}`,
    overrides,
    asked,
    /** Who sits there from now on; nobody, where they press Cancel. */
    seat(account: Account | undefined) {
      present = account;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type OpenIdProvider = Awaited<ReturnType<typeof startOpenIdProvider>>;
