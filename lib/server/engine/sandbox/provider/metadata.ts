import type { Context } from "hono";
import type { EngineContext, EngineEnv } from "../../context";
import { registrationOf } from "./registration";

/** What a sandbox provider says of itself (RFC 8414). */
export function metadata({ appUrl }: Pick<EngineContext, "appUrl">) {
  return (c: Context<EngineEnv, "/:slug">) => {
    const registration = registrationOf(c.req.param("slug"), appUrl);
    if (!registration) return c.notFound();
    const { issuer, scope } = registration;
    return c.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["none"],
      authorization_response_iss_parameter_supported: true,
      scopes_supported: scope.split(" "),
    });
  };
}
