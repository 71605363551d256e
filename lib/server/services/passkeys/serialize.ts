import type { Passkey } from "@/lib/contracts/passkey";
import type { passkey } from "../../db/schema/auth";

export function serializePasskey(row: typeof passkey.$inferSelect): Passkey {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
