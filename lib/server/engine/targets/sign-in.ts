import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import type { TARGET_REGISTRATIONS } from "@/lib/contracts/target";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";

type Registration = (typeof TARGET_REGISTRATIONS)[number];

/** What stands for the service in `/oauth/<slug>/authorize` where the catalogue knows no other word for it. */
const ANY_SLUG = "server";

/** A server, and how accounts are let in at the target that somebody chose for it; null where nobody did. */
export type Entered = { serverName: ServerName; registration: Registration | null };

/** How an instance's account is let in: as its target asks, else as the catalogue says. */
export function signInOf({ serverName, registration }: Entered): SignInKind {
  return registration === null ? catalogueEntry(serverName).auth : signInBy(registration);
}

export function signInBy(registration: Registration): SignInKind {
  return registration === "key" || registration === "none" ? registration : "oauth";
}

/** The segment in `/oauth/<slug>/authorize`; undefined where nobody consents. */
export function oauthSlugOf(entered: Entered): string | undefined {
  if (signInOf(entered) !== "oauth") return undefined;
  return catalogueEntry(entered.serverName).oauthSlug ?? ANY_SLUG;
}
