import * as oauth from "oauth4webapi";
import type { SignInProblem } from "@/lib/contracts/terms/session";
import { HOME_PATH, safeReturnPath } from "@/lib/paths";
import { verb } from "../../verb";
import { redirectUri } from "./addresses";
import { sealFlow } from "./flow";
import { discover } from "./metadata";
import { readProvider } from "./provider";

/** The address at the provider, and what the browser keeps meanwhile; or why there is none. */
type Begun = { redirectTo: string; flow: string } | { problem: SignInProblem };

/** Leaves for the provider, by the authorization code flow with PKCE (OpenID Connect Core 1.0; RFC 7636). */
export const beginSingleSignOn = verb(
  "single-sign-on.begin",
  ["visitor"],
  async (context, { next }: { next?: string | undefined }): Promise<Begun> => {
    const { outbound, cipher, appUrl, log, attempts, request } = context;
    const { wait } = await attempts.take("single-sign-on", request.address ?? "");
    if (wait > 0) return { problem: "too-many" };
    const provider = await readProvider(context);
    if (!provider) return { problem: "off" };
    const found = await discover(outbound, provider.issuer).catch((error: unknown) => {
      log.warn({ issuer: provider.issuer, err: error }, "the provider of single sign-on did not answer");
    });
    if (!found) return { problem: "provider" };
    const codeVerifier = oauth.generateRandomCodeVerifier();
    const flow = {
      issuer: provider.issuer,
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      codeVerifier,
      next: shortEnough(safeReturnPath(next)),
    };
    const address = new URL(found.server.authorization_endpoint ?? "");
    const asked = {
      client_id: provider.clientId,
      redirect_uri: redirectUri(appUrl),
      response_type: "code",
      scope: "openid email profile",
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    return { redirectTo: address.href, flow: sealFlow(cipher, flow) };
  },
);

/** Characters of a path that a cookie holds, sealed, beside the rest of the flow: browsers drop one of over 4 KB. */
const NEXT_LENGTH = 1_500;

function shortEnough(path: string): string {
  return path.length > NEXT_LENGTH ? HOME_PATH : path;
}
