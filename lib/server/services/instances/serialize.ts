import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { Instance } from "@/lib/contracts/instance";
import { roleIncludes } from "@/lib/contracts/terms/role";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import type { Context, Principal } from "../../context";
import type { instance } from "../../db/schema/instance";
import { maskedUrl } from "./secrets";

export type InstanceRow = typeof instance.$inferSelect;

/** A row without its secrets and what only a search reads: all that lists and files show. */
export type ShownRow = Omit<InstanceRow, "serverUrl" | "oauthUrl" | "searchText" | "foldedText">;

/** The upstream's id is part of the URLs that some upstreams make: whoever may not reveal a URL sees its end alone. */
export function seesUpstreamId({ role }: Principal): boolean {
  return roleIncludes(role, "operator");
}

/** How an instance's account is let in: as it was said when it was made, else as the catalogue says. */
export function signInOf({ signIn, serverName }: ShownRow): SignInKind {
  return signIn ?? catalogueEntry(serverName).auth;
}

/** A record as the browser may see it: without its secrets, which leave by calls of their own. */
export function serializeInstance(
  row: ShownRow,
  { appUrl, caller }: Pick<Context, "appUrl" | "caller">,
): Instance {
  return {
    id: row.id,
    upstream: row.upstream,
    instanceId: seesUpstreamId(caller) ? row.upstreamInstanceId : `••••${row.upstreamInstanceId.slice(-4)}`,
    serverName: row.serverName,
    userId: row.userId,
    platformName: row.platformName || null,
    connectionType: row.connectionType,
    legacy: row.legacy,
    isReadOnly: row.isReadOnly,
    signIn: signInOf(row),
    maskedUrl: maskedUrl({ appUrl }, row),
    status: row.status,
    statusCheckedAt: row.statusCheckedAt?.toISOString() ?? null,
    missing: row.missingSince !== null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}
