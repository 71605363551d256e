import type { Context } from "hono";
import { randomToken } from "../../cipher";
import type { EngineEnv, EngineOptions } from "../engine";
import { notice } from "../pages";
import { storeGrant } from "../store/sandbox-codes";
import { registrationOf } from "./registration";
import { respondUrl } from "./response";
import { readTicket } from "./ticket";

/** `POST /sandbox/<slug>/decision`: what the person pressed on the consent page. */
export function decide({ db, cipher, appUrl }: EngineOptions) {
  return async (c: Context<EngineEnv, "/:slug/decision">) => {
    if (c.req.header("origin") !== appUrl) {
      return notice(c, 403, "Not from here", "This decision did not come from the sandbox's own page.");
    }
    const slug = c.req.param("slug");
    const registration = registrationOf(slug, appUrl);
    const { ticket, decision } = await c.req.parseBody();
    const request = typeof ticket === "string" ? readTicket(cipher, slug, ticket) : undefined;
    if (!registration || !request || (decision !== "allow" && decision !== "deny")) {
      return notice(
        c,
        400,
        "This page is no longer valid",
        "Nothing was decided. Begin again from the link.",
      );
    }
    const { state, scope, codeChallenge } = request;
    if (decision === "deny")
      return c.redirect(respondUrl(registration, { error: "access_denied", state }), 303);
    const code = randomToken();
    const { clientId, redirectUri } = registration;
    await storeGrant(db, code, { clientId, redirectUri, scope, codeChallenge });
    return c.redirect(respondUrl(registration, { code, state }), 303);
  };
}
