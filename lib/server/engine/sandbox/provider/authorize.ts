import type { Context } from "hono";
import type { EngineContext, EngineEnv } from "../../context";
import { notice } from "../../pages";
import { CODE_CHALLENGE } from "../../pkce";
import { consentPage } from "./consent-page";
import { type Registration, registrationOf } from "./registration";
import { respondUrl } from "./response";
import { issueTicket } from "./ticket";

/** `GET /sandbox/<slug>/authorize`: checks an authorization request (OAuth 2.1, section 4.1.1) and asks the person. */
export function authorize({ cipher, appUrl }: EngineContext) {
  return async (c: Context<EngineEnv, "/:slug/authorize">) => {
    const registration = registrationOf(c.req.param("slug"), appUrl);
    if (!registration) return notice(c, 404, "No such sandbox", "No service of that name asks for consent.");
    const query = c.req.query();
    // Until client and return address are known to belong together, nothing may be sent back.
    if (query.client_id !== registration.clientId || query.redirect_uri !== registration.redirectUri) {
      return notice(
        c,
        400,
        "Unknown application",
        "The application that sent you here is not known to this sandbox.",
      );
    }
    const { state = "", code_challenge: codeChallenge = "", scope = registration.scope } = query;
    const error = refuse(query, registration);
    if (error) return c.redirect(respondUrl(registration, { error, state }), 303);
    const ticket = issueTicket(cipher, { slug: registration.slug, scope, state, codeChallenge });
    return consentPage(c, registration, {
      ticket,
      cutOffHref: query.isolate === "1" ? undefined : withIsolation(c.req.url),
    });
  };
}

/** The same request, relative to the page, for a consent page cut off from its opener, as Microsoft's are. */
function withIsolation(requestUrl: string): string {
  const { searchParams } = new URL(requestUrl);
  searchParams.set("isolate", "1");
  return `?${searchParams}`;
}

/** The error code of RFC 6749, section 4.1.2.1, for what is wrong with a request. */
function refuse(query: Record<string, string>, registration: Registration): string | undefined {
  if (query.response_type !== "code") return "unsupported_response_type";
  if (!query.state || query.code_challenge_method !== "S256") return "invalid_request";
  if (!CODE_CHALLENGE.test(query.code_challenge ?? "")) return "invalid_request";
  // The sandbox grants all of its scopes together or none: its consent page names them all.
  if (query.scope !== undefined && query.scope !== registration.scope) return "invalid_scope";
  return undefined;
}
