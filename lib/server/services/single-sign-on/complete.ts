import * as oauth from "oauth4webapi";
import type { SignInProblem } from "@/lib/contracts/terms/session";
import { recordAudit } from "../../audit/record";
import type { Context, Visitor } from "../../context";
import { verb } from "../../verb";
import { redirectUri } from "./addresses";
import { readClaims } from "./claims";
import { type Flow, openFlow } from "./flow";
import { admitMember } from "./member";
import { authenticationOf, clientOf, discover, throughGuard } from "./metadata";
import { type Provider, readProvider } from "./provider";

type Returned = {
  /** The query with which the browser came back. */
  parameters: URLSearchParams;
  /** What it kept meanwhile. */
  flow: string | undefined;
};

/** For whom a session begins, and where they go on; or why none does. */
type Completed =
  | { userId: string; providerSession: string | undefined; next: string }
  | { problem: SignInProblem; next?: string };

/**
 * Comes back from the provider: takes its code, once, for what it says of somebody, and finds the member whom they are.
 * Nothing is asked of the provider for a browser that did not leave from here.
 */
export const completeSingleSignOn = verb(
  "single-sign-on.complete",
  ["visitor"],
  async (context, { parameters, flow: sealed }: Returned): Promise<Completed> => {
    const flow = openFlow(context.cipher, sealed);
    const provider = await readProvider(context);
    if (!flow || !provider || flow.issuer !== provider.issuer || parameters.get("state") !== flow.state) {
      return { problem: "expired" };
    }
    const { next } = flow;
    const { wait } = await context.attempts.take("single-sign-on", context.request.address ?? "");
    if (wait > 0) return { problem: "too-many", next };
    const told = await exchange(context, provider, flow, parameters);
    if ("problem" in told) return { ...told, next };
    const arrival = readClaims(provider, told.claims);
    const admitted =
      "problem" in arrival ? arrival : await admitMember(context, arrival, provider.defaultRole);
    if ("id" in admitted) return { userId: admitted.id, providerSession: told.providerSession, next };
    const email = "email" in arrival ? arrival.email : null;
    await recordAudit(
      context.db,
      {
        ...context,
        caller: { kind: "visitor", id: "nobody", name: "Somebody from single sign-on", email },
      },
      {
        action: "session.create",
        subject: email ?? "somebody",
        outcome: "refused",
        details: { method: "single-sign-on", because: admitted.problem },
      },
    );
    return { ...admitted, next };
  },
);

type Told = { claims: Record<string, unknown> & { sub: string }; providerSession: string | undefined };

/** The claims of the id token, whose signature is checked too, and of the user information where it has no address. */
async function exchange(
  { outbound, appUrl, log }: Pick<Context<Visitor>, "outbound" | "appUrl" | "log">,
  provider: Provider,
  { state, nonce, codeVerifier }: Flow,
  parameters: URLSearchParams,
): Promise<Told | { problem: SignInProblem }> {
  const options = throughGuard(outbound);
  const client = clientOf(provider);
  try {
    const { server } = await discover(outbound, provider.issuer);
    const validated = oauth.validateAuthResponse(server, client, parameters, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authenticationOf(provider, server),
      validated,
      redirectUri(appUrl),
      codeVerifier,
      options,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, answer, options);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    if (!claims) return { problem: "provider" };
    const providerSession = typeof claims.sid === "string" ? claims.sid : undefined;
    if (claims.email !== undefined || !server.userinfo_endpoint) return { claims, providerSession };
    const more = await oauth.userInfoRequest(server, client, tokens.access_token, options);
    const told = await oauth.processUserInfoResponse(server, client, claims.sub, more);
    return { claims: { ...told, ...claims }, providerSession };
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError && error.error === "access_denied") {
      return { problem: "cancelled" };
    }
    log.warn({ issuer: provider.issuer, err: error }, "single sign-on did not come to its end");
    return { problem: "provider" };
  }
}
