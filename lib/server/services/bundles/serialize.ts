import type { Bundle } from "@/lib/contracts/bundle";
import { type ServerName, serverNameSchema } from "@/lib/contracts/server-name";
import type { bundle } from "../../db/schema/bundle";

export type BundleRow = typeof bundle.$inferSelect;

export function serializeBundle(row: BundleRow): Bundle {
  return {
    id: row.id,
    name: row.name,
    serverNames: readNames(row.serverNames),
    isReadOnly: row.isReadOnly,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The database takes any JSON; what of it names no server is left out. */
function readNames(names: unknown): ServerName[] {
  if (!Array.isArray(names)) return [];
  return names.flatMap((name) => serverNameSchema.safeParse(name).data ?? []);
}
