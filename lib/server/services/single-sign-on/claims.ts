import { emailSchema, memberNameSchema, type Role } from "@/lib/contracts/member";
import type { SignInProblem } from "@/lib/contracts/terms/session";
import type { Provider } from "./provider";

/** Whoever comes from the provider, as far as it says. */
export type Arrival = {
  issuer: string;
  /** The provider's own name for them, which stays when their address changes. */
  subject: string;
  email: string;
  name: string;
  /** By the claim; null where it gives none, and undefined where no claim decides. */
  role: Role | null | undefined;
};

type Claims = Record<string, unknown>;

/** What a provider's claims say of somebody (OpenID Connect Core 1.0, section 5.1), or why they may not come in. */
export function readClaims(
  provider: Pick<Provider, "issuer" | "domains" | "roleClaim" | "roleValues">,
  claims: Claims & { sub: string },
): Arrival | { problem: SignInProblem } {
  const email = emailSchema.safeParse(claims.email).data;
  if (!email || claims.email_verified === false || claims.email_verified === "false") {
    return { problem: "unverified" };
  }
  const { domains } = provider;
  // Some providers never say it. Then it is for the list of domains to vouch for the address.
  if (domains.length === 0 && claims.email_verified !== true && claims.email_verified !== "true") {
    return { problem: "unverified" };
  }
  if (domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf("@") + 1))) {
    return { problem: "wrong-domain" };
  }
  const [name = email] = [claims.name, claims.preferred_username]
    .map((each) => memberNameSchema.safeParse(each).data)
    .filter(Boolean);
  return { issuer: provider.issuer, subject: claims.sub, email, name, role: roleOf(provider, claims) };
}

const FROM_MOST_TO_LEAST = ["administrator", "operator", "viewer"] as const satisfies readonly Role[];

/** The highest role of which the claim has the value. */
function roleOf(
  { roleClaim, roleValues }: Pick<Provider, "roleClaim" | "roleValues">,
  claims: Claims,
): Role | null | undefined {
  if (roleClaim === null) return undefined;
  const values = [claimAt(claims, roleClaim)].flat();
  return FROM_MOST_TO_LEAST.find((role) => roleValues[role] && values.includes(roleValues[role])) ?? null;
}

/** A claim by its name; where there is none of it, by the names along a way, as in `realm_access.roles`. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split(".")
    .reduce<unknown>(
      (value, part) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, part)
          ? (value as Claims)[part]
          : undefined,
      claims,
    );
}
