import type { Instance } from "@/lib/contracts/instance";
import { roleIncludes } from "@/lib/contracts/member";
import type { Context, Principal } from "../../context";
import type { instance } from "../../db/schema/instance";

export type InstanceRow = typeof instance.$inferSelect;

/** The names under which an instance's secrets are encrypted: a ciphertext opens in its own row and field alone. */
export const secretContext = {
  serverUrl: (id: string) => `instance/${id}/serverUrl`,
  oauthUrl: (id: string) => `instance/${id}/oauthUrl`,
};

/** The upstream's id is part of the URLs that some upstreams make: whoever may not reveal a URL sees its end alone. */
export function seesUpstreamId({ role }: Principal): boolean {
  return roleIncludes(role, "operator");
}

/** A record as the browser may see it: without its secrets, which leave by calls of their own. */
export function serializeInstance(
  row: InstanceRow,
  { cipher, caller }: Pick<Context, "cipher" | "caller">,
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
    maskedUrl: maskUrl(cipher.decrypt(row.serverUrl, secretContext.serverUrl(row.id))),
    status: row.status,
    statusCheckedAt: row.statusCheckedAt?.toISOString() ?? null,
    missing: row.missingSince !== null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Where a URL leads, and nothing of what opens it. */
function maskUrl(url: string): string {
  return `${new URL(url).origin}/••••••••••••`;
}
