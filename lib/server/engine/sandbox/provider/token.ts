import type { Context } from "hono";
import { randomToken } from "../../../cipher";
import type { EngineContext, EngineEnv } from "../../context";
import { readForm } from "../../form";
import { codeChallenge } from "../../pkce";
import { registrationOf } from "./registration";
import { takeGrant } from "./store";

type TokenError = "invalid_request" | "invalid_client" | "invalid_grant" | "unsupported_grant_type";

/**
 * `POST /sandbox/<slug>/token`: exchanges a code (OAuth 2.1, section 4.1.3). The client is public, so PKCE alone shows
 * that it is the one which asked. The sandbox's tokens do not expire: the engine revokes by forgetting them.
 */
export function token({ db, appUrl }: EngineContext) {
  return async (c: Context<EngineEnv, "/:slug/token">) => {
    const fail = (error: TokenError) => c.json({ error }, error === "invalid_client" ? 401 : 400);
    const registration = registrationOf(c.req.param("slug"), appUrl);
    const { grant_type, code, client_id, redirect_uri, code_verifier } = await readForm(c);
    if (grant_type !== "authorization_code") return fail("unsupported_grant_type");
    if (!registration || client_id !== registration.clientId) return fail("invalid_client");
    if (typeof code !== "string" || typeof code_verifier !== "string") return fail("invalid_request");
    const grant = await takeGrant(db, code);
    const fits =
      grant?.clientId === client_id &&
      grant.redirectUri === redirect_uri &&
      grant.codeChallenge === codeChallenge(code_verifier);
    if (!fits) return fail("invalid_grant");
    return c.json({ access_token: randomToken(), token_type: "Bearer", scope: grant.scope });
  };
}
