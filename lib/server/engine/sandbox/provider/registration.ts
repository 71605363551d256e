import { CATALOGUE } from "@/lib/catalogue/servers";
import type { ServerName } from "@/lib/contracts/server-name";
import { callbackUrl } from "../../urls";
import { NOUNS } from "../tools/nouns";

/**
 * What the engine, as an OAuth client, and a sandbox provider have agreed on: one registration for each service that
 * asks for consent, so that a code or token of one provider is worth nothing at another.
 */
export type Registration = {
  slug: string;
  service: ServerName;
  /** The provider's issuer identifier (RFC 8414); its endpoints are below it. */
  issuer: string;
  clientId: string;
  redirectUri: string;
  /** Everything that the sandbox's tools need, separated by spaces. */
  scope: string;
};

const bySlug = new Map(CATALOGUE.flatMap((entry) => (entry.oauthSlug ? [[entry.oauthSlug, entry]] : [])));

export function registrationOf(slug: string, appUrl: string): Registration | undefined {
  const entry = bySlug.get(slug);
  if (!entry) return undefined;
  const { many } = NOUNS[entry.category];
  return {
    slug,
    service: entry.name,
    issuer: `${appUrl}/engine/sandbox/${slug}`,
    clientId: `patchbay-engine-${slug}`,
    redirectUri: callbackUrl(appUrl),
    scope: `${many}:read ${many}:write`,
  };
}
