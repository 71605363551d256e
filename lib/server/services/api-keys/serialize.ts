import type { ApiKey, ApiKeyScope, ApiKeyState } from "@/lib/contracts/api-key";
import type { apiKey } from "../../db/schema/api-key";

export type ApiKeyRow = typeof apiKey.$inferSelect;

/** @param hasMaker whether whoever made it is still a member */
export function serializeApiKey(row: ApiKeyRow, hasMaker: boolean): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: scopesOf(row),
    role: row.role,
    account: row.account,
    state: apiKeyState(row, hasMaker),
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

export function apiKeyState(
  { revokedAt, expiresAt }: Pick<ApiKeyRow, "revokedAt" | "expiresAt">,
  hasMaker: boolean,
  now: Date = new Date(),
): ApiKeyState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  return hasMaker ? "active" : "ownerless";
}

/** The database takes any JSON; what is no list of scopes allows nothing. */
export function scopesOf({ scopes }: { scopes: unknown }): ApiKeyScope[] {
  return Array.isArray(scopes)
    ? scopes.filter((scope): scope is ApiKeyScope => typeof scope === "string")
    : [];
}
